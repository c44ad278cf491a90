using FhirAdapter.Records;

namespace FhirAdapter.Proof.Simulation;

/// <summary>What the clinic said of one record, version by version, as a model that is too simple to be wrong.</summary>
internal sealed class Truth(RecordKey key, string patient)
{
    public RecordKey Key { get; } = key;

    public string Patient { get; set; } = patient;

    public string? Procedure { get; init; }

    /// <summary>Whether every server refuses it.</summary>
    public bool IsPoison { get; init; }

    /// <summary>What was handed in, by version: the mark in its content and whether it takes the record back.</summary>
    public List<(long Version, long Mark, bool Deleted)> History { get; } = [];

    /// <summary>The newest version that the ledger acknowledged; 0 before any.</summary>
    public long Accepted { get; set; }

    /// <summary>The place in the history of the newest content that was written at the server; -1 before any.</summary>
    public int Written { get; set; } = -1;

    public (long Version, long Mark, bool Deleted) Newest => History[^1];

    public (long Version, long Mark, bool Deleted) NewestAccepted => History.Last(each => each.Version <= Accepted);
}
