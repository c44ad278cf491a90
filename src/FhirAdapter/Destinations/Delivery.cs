using FhirAdapter.Outbox;
using FhirAdapter.Records;

namespace FhirAdapter.Destinations;

/// <summary>One mapped record on its way to a destination.</summary>
/// <param name="Key">What names the record.</param>
/// <param name="Version">The version.</param>
/// <param name="Record">The record itself, for retracting parts it no longer has.</param>
/// <param name="Resources">What it became; each after those it refers to.</param>
/// <param name="Remote">What this destination noted when it last took the record; empty where it never did.</param>
/// <param name="DependsOn">The records it refers to, and what this destination noted of them.</param>
internal sealed record Delivery(
    RecordKey Key,
    long Version,
    ClinicRecord Record,
    IReadOnlyList<MappedResource> Resources,
    ReadOnlyMemory<byte> Remote,
    IReadOnlyList<Dependency> DependsOn)
{
    /// <summary>How it goes, for the ledger; nothing where it goes as it was mapped.</summary>
    public string? Plan { get; init; }

    /// <summary>How many attempts at this version were used up before.</summary>
    public int Attempts { get; init; }

    /// <summary>What the record may have become, for a deletion without content: what is found of it at the destination is taken back.</summary>
    public IReadOnlyList<(string Type, BusinessIdentifier Identifier)> Sought { get; init; } = [];

    /// <summary>What earlier versions became that may have been sent without the ledger having heard what came of it; newest first.</summary>
    public IReadOnlyList<MappedResource> Earlier { get; init; } = [];
}
