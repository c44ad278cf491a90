using FhirAdapter.Failures;

namespace FhirAdapter.Destinations;

/// <summary>What a destination made of one delivery.</summary>
internal abstract record DeliveryOutcome
{
    private DeliveryOutcome()
    {
    }

    /// <summary>What at the destination is this record's, where nothing there names it by itself.</summary>
    public IReadOnlyList<string> Owned { get; init; } = [];

    /// <summary>The types of its resources that the destination does not take and that were left out.</summary>
    public IReadOnlyList<string> LeftOut { get; init; } = [];

    /// <summary>All its resources are there, each confirmed by its own answer.</summary>
    /// <param name="Remote">What the destination wants to be told next time.</param>
    /// <param name="RemoteId">The main resource, for people.</param>
    public sealed record Delivered(ReadOnlyMemory<byte> Remote, string? RemoteId) : DeliveryOutcome
    {
        /// <summary>How an outcome that was not known for a while came to be known, as a failure code; nothing where it was told at once.</summary>
        public string? SettledBy { get; init; }
    }

    /// <summary>Not now: try again later.</summary>
    /// <param name="Failure">Why.</param>
    /// <param name="NotBefore">How long the server asked to be left alone, where it did.</param>
    /// <param name="UsesAttempt">Whether an attempt was used up.</param>
    /// <param name="Remote">What is known of the resources that did arrive; empty where none did.</param>
    public sealed record Deferred(Failure Failure, TimeSpan? NotBefore, bool UsesAttempt, ReadOnlyMemory<byte> Remote) : DeliveryOutcome;

    /// <summary>A record it refers to is not there: wait for that one without stopping others.</summary>
    /// <param name="Failure">Which reference.</param>
    public sealed record Held(Failure Failure) : DeliveryOutcome;

    /// <summary>Never, as it stands: keep it for a person. Conflicts that cannot be settled end here too.</summary>
    /// <param name="Failure">Why.</param>
    /// <param name="Remote">What is known of the resources that did arrive; empty where none did.</param>
    public sealed record Rejected(Failure Failure, ReadOnlyMemory<byte> Remote) : DeliveryOutcome;
}
