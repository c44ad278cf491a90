using FhirAdapter.Failures;
using FhirAdapter.Health;
using FhirAdapter.Outbox;
using FhirAdapter.Sources;

namespace FhirAdapter.Sync;

/// <summary>Source to ledger: read, append, acknowledge. What is acknowledged is committed.</summary>
internal sealed class CaptureLoop(
    IRecordSource source, IOutbox outbox, IntakeGate gate, Pulse pulse, DeliverySignal signal, SyncCounters counters)
{
    /// <summary>Runs until the source ends or the token is cancelled.</summary>
    public async Task RunAsync(bool once, CancellationToken cancellationToken)
    {
        // How long a source may find nothing only the source can say; one that says nothing is not watched over.
        pulse.Expect(TimeSpan.MaxValue);
        await foreach (var batch in source.ReadAsync(once, cancellationToken).ConfigureAwait(false))
        {
            pulse.Expect(TimeSpan.Zero);
            await gate.WaitAsync(outbox, pulse, patiently: !once, cancellationToken).ConfigureAwait(false);
            pulse.Expect(TimeSpan.Zero);
            FailPoint.Pass("capture.read");
            var outcomes = await outbox.AppendAsync(LedgerEntry.Of(batch.Records), cancellationToken).ConfigureAwait(false);
            FailPoint.Pass("capture.appended");
            await batch.AcknowledgeAsync(outcomes, cancellationToken).ConfigureAwait(false);
            FailPoint.Pass("capture.acknowledged");

            var conflicts = outcomes.Count(o => o == AppendOutcome.VersionConflict);
            counters.Captured(batch.Records.Count + batch.Refused, batch.Refused + conflicts, outcomes.Count(o => o == AppendOutcome.Accepted));
            signal.Raise();
            pulse.Well();
            pulse.Expect(TimeSpan.MaxValue);
        }
    }
}
