using FhirAdapter.Failures;
using FhirAdapter.Health;
using FhirAdapter.Outbox;
using FhirAdapter.Records;
using FhirAdapter.Records.Reading;
using FhirAdapter.Sources;

namespace FhirAdapter.Sync;

/// <summary>Pushed records to the ledger: check, append, tell.</summary>
internal sealed class RecordIntake(
    OutboxAccess ledger, IntakeGate gate, DeliverySignal signal, SyncCounters counters, IntakeOptions options) : IRecordIntake
{
    private const int MaxRecords = 10_000;

    public async Task<IReadOnlyList<IntakeResult>> AcceptAsync(IReadOnlyList<ClinicRecord> records, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(records);
        ArgumentOutOfRangeException.ThrowIfZero(records.Count, nameof(records));
        ArgumentOutOfRangeException.ThrowIfGreaterThan(records.Count, MaxRecords, nameof(records));

        var outbox = await OpenAsync(cancellationToken).ConfigureAwait(false);
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

        FailPoint.Pass("intake.checked");
        var outcomes = await outbox.AppendAsync(LedgerEntry.Of(good), cancellationToken).ConfigureAwait(false);
        FailPoint.Pass("intake.appended");
        for (var i = 0; i < outcomes.Count; i++)
            results[places[i]] = Result(good[i].Record.Key, outcomes[i]);
        Tell(records.Count, records.Count - good.Count, outcomes);
        return results;
    }

    public async Task<IntakeReport> AcceptAsync(Stream json, IntakeForm form, IntakeRule rule, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(json);
        // Before the body is read: what cannot be taken need not be sent.
        var outbox = await OpenAsync(cancellationToken).ConfigureAwait(false);
        var reader = new RecordStreamReader(options.Reading);
        var batch = new PushedBatch(options);
        var records = form == IntakeForm.Json ? reader.ReadOneAsync(json, cancellationToken) : reader.ReadLinesAsync(json, cancellationToken);
        await foreach (var read in records.ConfigureAwait(false))
        {
            if (!batch.Add(read))
                break;
        }

        if (batch.IsRefused(rule))
        {
            counters.Captured(batch.Count, batch.Count, 0);
            return batch.Refused();
        }

        FailPoint.Pass("intake.checked");
        var entries = LedgerEntry.Of(batch.Good);
        var outcomes = rule == IntakeRule.AllOrNone
            ? await outbox.AppendAllAsync(entries, cancellationToken).ConfigureAwait(false)
            : await outbox.AppendAsync(entries, cancellationToken).ConfigureAwait(false);
        FailPoint.Pass("intake.appended");
        if (rule == IntakeRule.AllOrNone
            ? outcomes.Contains(AppendOutcome.VersionConflict)
            : outcomes.All(outcome => outcome == AppendOutcome.VersionConflict))
        {
            counters.Captured(batch.Count, batch.Count, 0);
            return batch.Conflicting(outcomes);
        }

        Tell(batch.Count, batch.Count - batch.Good.Count, outcomes);
        return batch.Taken(outcomes);
    }

    private async Task<IOutbox> OpenAsync(CancellationToken cancellationToken)
    {
        var outbox = await ledger.OpenAsync(cancellationToken).ConfigureAwait(false);
        await gate.PassAsync(outbox, cancellationToken).ConfigureAwait(false);
        return outbox;
    }

    private static IntakeResult Result(RecordKey key, AppendOutcome outcome) => IntakeFault.Outcome(outcome) is var told
        && told == IntakeOutcome.Refused ? new(key, told, [IntakeFault.VersionConflict(0)]) : new(key, told, []);

    private void Tell(int read, int refused, IReadOnlyList<AppendOutcome> outcomes)
    {
        counters.Captured(
            read, refused + outcomes.Count(o => o == AppendOutcome.VersionConflict), outcomes.Count(o => o == AppendOutcome.Accepted));
        signal.Raise();
    }
}
