using FhirAdapter.Failures;

namespace FhirAdapter.Outbox;

/// <summary>One line of a record's history: an attempt at a destination, or a change of state without one.</summary>
/// <param name="Destination">The destination's name.</param>
/// <param name="Version">The version concerned.</param>
/// <param name="At">When it began.</param>
/// <param name="Duration">How long it took.</param>
/// <param name="State">Where the delivery stood after it.</param>
/// <param name="Failure">Why it was not delivered; where it was, how an outcome that was not known for a while came to be known.</param>
/// <param name="RemoteId">The main resource at the destination, where it is known.</param>
public sealed record JournalEntry(
    string Destination,
    long Version,
    DateTimeOffset At,
    TimeSpan Duration,
    DeliveryState State,
    Failure? Failure,
    string? RemoteId)
{
    /// <summary>
    /// How it was planned to go, where not simply as it was mapped: JSON with the write profile, the way, the types that went, and how often each
    /// element was dropped, said in text, shortened and so on. It holds no clinical value.
    /// </summary>
    public string? Plan { get; init; }
}
