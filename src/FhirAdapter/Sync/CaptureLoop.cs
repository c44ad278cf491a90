using FhirAdapter.Outbox;
using FhirAdapter.Sources;

namespace FhirAdapter.Sync;

/// <summary>Source to ledger: read, append, acknowledge. What is acknowledged is committed.</summary>
internal sealed class CaptureLoop(IRecordSource source, IOutbox outbox, DeliverySignal signal, SyncCounters counters)
{
    /// <summary>Runs until the source ends or the token is cancelled.</summary>
    public async Task RunAsync(bool once, CancellationToken cancellationToken)
    {
        await foreach (var batch in source.ReadAsync(once, cancellationToken).ConfigureAwait(false))
        {
            var outcomes = await outbox.AppendAsync(LedgerEntry.Of(batch.Records), cancellationToken).ConfigureAwait(false);
            await batch.AcknowledgeAsync(outcomes, cancellationToken).ConfigureAwait(false);

            var conflicts = outcomes.Count(o => o == AppendOutcome.VersionConflict);
            counters.Captured(batch.Records.Count + batch.Refused, batch.Refused + conflicts, outcomes.Count(o => o == AppendOutcome.Accepted));
            signal.Raise();
        }
    }
}
