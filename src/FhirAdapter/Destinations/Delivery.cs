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
    IReadOnlyList<Dependency> DependsOn);
