using System.Threading.Channels;
using FhirAdapter.Destinations;
using FhirAdapter.Outbox;

namespace FhirAdapter.Sync;

/// <summary>Runs delivery passes for one destination: as long as something is due, and again when something becomes due.</summary>
internal sealed class DeliveryLoop(
    IOutbox outbox, IDestination destination, DeliveryPass pass, DeliveryOptions options, DeliverySignal signal, TimeProvider time)
{
    /// <summary>Delivers until the token is cancelled.</summary>
    public Task RunAsync(CancellationToken cancellationToken) =>
        Task.WhenAll(Enumerable.Range(0, options.Workers).Select(_ => RunWorkerAsync(signal.Listen(), cancellationToken)));

    /// <summary>Delivers until <paramref name="captured"/> has ended and nothing is due, nor will be within <paramref name="patience"/> of that end.</summary>
    public Task DrainAsync(Task captured, TimeSpan patience, CancellationToken cancellationToken) =>
        Task.WhenAll(Enumerable.Range(0, options.Workers).Select(_ => DrainWorkerAsync(signal.Listen(), captured, patience, cancellationToken)));

    private async Task RunWorkerAsync(ChannelReader<bool> wake, CancellationToken cancellationToken)
    {
        while (!cancellationToken.IsCancellationRequested)
        {
            if (await pass.RunAsync(cancellationToken).ConfigureAwait(false))
                continue;
            var next = await outbox.NextDueAsync(destination.Name, cancellationToken).ConfigureAwait(false);
            await WakeOrDueAsync(wake, next, cancellationToken).ConfigureAwait(false);
        }
    }

    private async Task WakeOrDueAsync(ChannelReader<bool> wake, DateTimeOffset? next, CancellationToken cancellationToken)
    {
        using var timeout = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken);
        var woken = wake.ReadAsync(timeout.Token).AsTask();
        await Task.WhenAny(woken, Task.Delay(WaitFor(next), time, timeout.Token)).ConfigureAwait(false);
        await timeout.CancelAsync().ConfigureAwait(false);
        // Observed here so that a cancelled read is not reported later as an unobserved exception.
        await woken.ContinueWith(static _ => { }, CancellationToken.None, TaskContinuationOptions.ExecuteSynchronously, TaskScheduler.Default)
            .ConfigureAwait(false);
        cancellationToken.ThrowIfCancellationRequested();
    }

    private async Task DrainWorkerAsync(ChannelReader<bool> wake, Task captured, TimeSpan patience, CancellationToken cancellationToken)
    {
        DateTimeOffset? until = null;
        while (true)
        {
            // Asked before the claim: what was captured after it is then found by the next round.
            var lastRound = captured.IsCompleted;
            if (await pass.RunAsync(cancellationToken).ConfigureAwait(false))
                continue;
            var next = await outbox.NextDueAsync(destination.Name, cancellationToken).ConfigureAwait(false);
            if (lastRound)
            {
                until ??= time.GetUtcNow() + patience;
                if (next is null || next > until)
                    return;
            }

            await WakeOrDueAsync(wake, next, cancellationToken).ConfigureAwait(false);
        }
    }

    private TimeSpan WaitFor(DateTimeOffset? next)
    {
        // What is due but not claimable is leased to another worker: look again soon, not at once.
        var least = TimeSpan.FromMilliseconds(20);
        var wait = next is { } due ? due - time.GetUtcNow() : options.IdlePoll;
        return wait < least ? least : wait > options.IdlePoll ? options.IdlePoll : wait;
    }
}
