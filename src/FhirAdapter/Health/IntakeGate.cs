using FhirAdapter.Outbox;
using FhirAdapter.Telemetry;
using Microsoft.Extensions.Logging;

namespace FhirAdapter.Health;

/// <summary>Stands before every append: lets records pass, or holds them back while a bound is reached.</summary>
internal sealed class IntakeGate(BackpressureOptions options, TimeProvider time, ILogger<IntakeGate> logger)
{
    private static readonly TimeSpan LookAgain = TimeSpan.FromSeconds(1);
    private static readonly TimeSpan NoProgress = TimeSpan.FromMinutes(1);

    private readonly Backpressure _rule = new(options);
    private OutboxUnavailableException? _refusal;

    /// <summary>Looks at the ledger now.</summary>
    /// <returns>Why records are held back, or <see langword="null"/> where they are not.</returns>
    public async Task<OutboxUnavailableException?> LookAsync(IOutbox outbox, CancellationToken cancellationToken) =>
        Judge(await outbox.MeasureAsync(cancellationToken).ConfigureAwait(false));

    /// <summary>Judges what was measured, and says so once when the answer changes.</summary>
    public OutboxUnavailableException? Judge(LedgerMeasure measure)
    {
        var refusal = _rule.Judge(measure, closed: Volatile.Read(ref _refusal) is not null);
        var before = Interlocked.Exchange(ref _refusal, refusal);
        if (refusal is not null && before?.Cause != refusal.Cause)
            Log.IntakePaused(logger, Backpressure.Finding(refusal).Code, refusal.Message);
        else if (refusal is null && before is not null)
            Log.IntakeResumed(logger);
        return refusal;
    }

    /// <summary>Lets the caller pass or refuses.</summary>
    /// <exception cref="OutboxUnavailableException">A bound is reached.</exception>
    public async Task PassAsync(IOutbox outbox, CancellationToken cancellationToken)
    {
        if (await LookAsync(outbox, cancellationToken).ConfigureAwait(false) is { } refusal)
            throw refusal;
    }

    /// <summary>Lets the caller pass when it may.</summary>
    /// <param name="outbox">The ledger.</param>
    /// <param name="pulse">Tells that the caller waits and is not stuck.</param>
    /// <param name="patiently">Whether to wait for ever, or to refuse after a minute in which nothing got better.</param>
    /// <param name="cancellationToken">Ends the waiting.</param>
    public async Task WaitAsync(IOutbox outbox, Pulse pulse, bool patiently, CancellationToken cancellationToken)
    {
        var (since, least) = (time.GetTimestamp(), long.MaxValue);
        while (true)
        {
            var measure = await outbox.MeasureAsync(cancellationToken).ConfigureAwait(false);
            if (Judge(measure) is not { } refusal)
                return;
            if (measure.Undelivered < least)
                (since, least) = (time.GetTimestamp(), measure.Undelivered);
            if (!patiently && time.GetElapsedTime(since) > NoProgress)
                throw refusal;
            pulse.Expect(LookAgain);
            await Task.Delay(LookAgain, time, cancellationToken).ConfigureAwait(false);
        }
    }
}
