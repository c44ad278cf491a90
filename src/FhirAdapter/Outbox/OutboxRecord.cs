using FhirAdapter.Records;

namespace FhirAdapter.Outbox;

/// <summary>One version of a record on its way into the ledger.</summary>
/// <param name="Key">What names the record.</param>
/// <param name="Version">The version, 1 or more.</param>
/// <param name="Lane">The patient, as an opaque text: all records of one lane are delivered in order, different lanes do not wait for each other.</param>
/// <param name="Rank">The place within the lane before the order of arrival counts; lower goes first.</param>
/// <param name="DependsOn">The records that must be at a destination before this one.</param>
/// <param name="Payload">The record's UTF-8 JSON; empty for a bare deletion, which keeps the payload that is there.</param>
/// <param name="ContentHash">SHA-256 of the content without version and last change; 32 bytes.</param>
/// <param name="Deleted">Whether this version takes the record back.</param>
internal sealed record OutboxRecord(
    RecordKey Key,
    long Version,
    string Lane,
    int Rank,
    IReadOnlyList<RecordKey> DependsOn,
    ReadOnlyMemory<byte> Payload,
    ReadOnlyMemory<byte> ContentHash,
    bool Deleted)
{
    /// <summary>What a bare deletion itself says, as JSON: kept where there is no content, so that what an earlier ledger sent can be taken back.</summary>
    public ReadOnlyMemory<byte> BareDeletion { get; init; }
}
