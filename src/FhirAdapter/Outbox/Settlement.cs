using FhirAdapter.Failures;
using FhirAdapter.Records;

namespace FhirAdapter.Outbox;

/// <summary>What came of one claimed delivery.</summary>
/// <param name="Key">What names the record.</param>
/// <param name="Version">The version that was claimed.</param>
/// <param name="State">Where it stands now; <see cref="DeliveryState.Pending"/> puts it off until <paramref name="Due"/>.</param>
/// <param name="Failure">Why, unless it was delivered.</param>
/// <param name="Due">When to try again; required for pending and held.</param>
/// <param name="UsesAttempt">Whether an attempt was used up, and is written to the journal as one.</param>
/// <param name="Remote">What the destination wants to be told next time; empty keeps what is there.</param>
/// <param name="RemoteId">The main resource at the destination, such as <c>Procedure/123/_history/2</c>, for people.</param>
/// <param name="StartedAt">When the attempt began.</param>
/// <param name="Duration">How long it took.</param>
internal sealed record Settlement(
    RecordKey Key,
    long Version,
    DeliveryState State,
    Failure? Failure,
    DateTimeOffset? Due,
    bool UsesAttempt,
    ReadOnlyMemory<byte> Remote,
    string? RemoteId,
    DateTimeOffset StartedAt,
    TimeSpan Duration)
{
    /// <summary>How an outcome that was not known for a while came to be known, as a failure code, for the journal.</summary>
    public string? SettledBy { get; init; }

    /// <summary>How it was planned to go, as compact JSON without clinical values; nothing where it goes as it was mapped.</summary>
    public string? Plan { get; init; }

    /// <summary>What at the destination is this record's from now on, such as <c>Procedure/123</c>; only where nothing there names it by itself.</summary>
    public IReadOnlyList<string> Owned { get; init; } = [];
}
