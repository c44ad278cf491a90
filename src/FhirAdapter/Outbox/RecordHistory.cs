using FhirAdapter.Records;

namespace FhirAdapter.Outbox;

/// <summary>What the ledger knows of one record, without any of its content.</summary>
/// <param name="Key">What names the record.</param>
/// <param name="Version">The newest version.</param>
/// <param name="AcceptedAt">When the newest version was accepted.</param>
/// <param name="Deleted">Whether it was taken back.</param>
/// <param name="Deliveries">Where it stands at each destination.</param>
/// <param name="Journal">Each attempt and change of state, oldest first.</param>
public sealed record RecordHistory(
    RecordKey Key,
    long Version,
    DateTimeOffset AcceptedAt,
    bool Deleted,
    IReadOnlyList<RecordStanding> Deliveries,
    IReadOnlyList<JournalEntry> Journal);
