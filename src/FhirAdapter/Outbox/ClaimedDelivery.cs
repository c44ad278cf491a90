using FhirAdapter.Records;

namespace FhirAdapter.Outbox;

/// <summary>One delivery that a worker holds under a lease.</summary>
/// <param name="Key">What names the record.</param>
/// <param name="Version">The version to deliver.</param>
/// <param name="Deleted">Whether that version takes the record back.</param>
/// <param name="Payload">The last content; empty where only a bare deletion ever came.</param>
/// <param name="Attempts">How many attempts at this version were used up before.</param>
/// <param name="DeliveredVersion">The version at the destination, where there is one.</param>
/// <param name="Remote">What the destination noted when it was last delivered; empty where it never was.</param>
/// <param name="DependsOn">The records it refers to and where they stand.</param>
internal sealed record ClaimedDelivery(
    RecordKey Key,
    long Version,
    bool Deleted,
    ReadOnlyMemory<byte> Payload,
    int Attempts,
    long? DeliveredVersion,
    ReadOnlyMemory<byte> Remote,
    IReadOnlyList<Dependency> DependsOn)
{
    /// <summary>The ledger's own number of the record; 0 where it has none.</summary>
    public long Number { get; init; }

    /// <summary>Since when this version has been put off without a break; nothing where it was not.</summary>
    public DateTimeOffset? PutOffSince { get; init; }

    /// <summary>Earlier versions that may stand at a destination, newest first; mostly none.</summary>
    public IReadOnlyList<EarlierVersion> Earlier { get; init; } = [];
}
