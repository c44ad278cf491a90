using FhirAdapter.Outbox;
using FhirAdapter.Records;
using FhirAdapter.Records.Reading;
using FhirAdapter.Sources;

namespace FhirAdapter.Sync;

/// <summary>Pushed records to the ledger: check, append, tell.</summary>
internal sealed class RecordIntake(OutboxAccess ledger, DeliverySignal signal, SyncCounters counters) : IRecordIntake
{
    private const int MaxRecords = 10_000;

    public async Task<IReadOnlyList<IntakeResult>> AcceptAsync(IReadOnlyList<ClinicRecord> records, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(records);
        ArgumentOutOfRangeException.ThrowIfZero(records.Count, nameof(records));
        ArgumentOutOfRangeException.ThrowIfGreaterThan(records.Count, MaxRecords, nameof(records));

        var results = new IntakeResult[records.Count];
        var good = new List<ReadRecord.Good>(records.Count);
        var places = new List<int>(records.Count);
        for (var i = 0; i < records.Count; i++)
        {
            switch (RecordJson.Check(records[i]))
            {
                case ReadRecord.Good checkedRecord:
                    good.Add(checkedRecord);
                    places.Add(i);
                    break;
                case ReadRecord.Bad bad:
                    results[i] = new IntakeResult(records[i].Key, IntakeOutcome.Refused, bad.Faults);
                    break;
            }
        }

        var outbox = await ledger.OpenAsync(cancellationToken).ConfigureAwait(false);
        var outcomes = await outbox.AppendAsync(LedgerEntry.Of(good), cancellationToken).ConfigureAwait(false);
        for (var i = 0; i < outcomes.Count; i++)
            results[places[i]] = Result(good[i].Record.Key, outcomes[i]);

        counters.Captured(records.Count, results.Count(r => r.Outcome == IntakeOutcome.Refused), outcomes.Count(o => o == AppendOutcome.Accepted));
        signal.Raise();
        return results;
    }

    private static IntakeResult Result(RecordKey key, AppendOutcome outcome) => outcome switch
    {
        AppendOutcome.Accepted => new(key, IntakeOutcome.Accepted, []),
        AppendOutcome.Stale => new(key, IntakeOutcome.Stale, []),
        AppendOutcome.VersionConflict => new(key, IntakeOutcome.Refused,
            [new RecordFault(0, "version", "version-conflict", "a new version number for changed content")]),
        _ => new(key, IntakeOutcome.AlreadyKnown, []),
    };
}
