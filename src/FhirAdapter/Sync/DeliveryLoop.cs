using System.Threading.Channels;
using FhirAdapter.Destinations;
using FhirAdapter.Health;
using FhirAdapter.Outbox;

namespace FhirAdapter.Sync;

/// <summary>Runs delivery passes for one destination: as long as something is due, and again when something becomes due.</summary>
internal sealed class DeliveryLoop(
    IOutbox outbox, IDestination destination, DeliveryPass pass, DeliveryOptions options, DeliverySignal signal, Heartbeats heartbeats, TimeProvider time)
{
    /// <summary>Delivers until told to stop; what was claimed by then goes on until it ends or is cut off.</summary>
    /// <remarks>When one worker, or the watch over the destination, ends in a fault the others stop too, so that the caller can start them all again.</remarks>
    public async Task RunAsync(CancellationToken stopping, CancellationToken cut)
    {
        using var together = CancellationTokenSource.CreateLinkedTokenSource(stopping);
        await Task.WhenAll(
            [
                OrAllEndAsync(new DestinationWatch(destination, time).RunAsync(together.Token), together),
                .. Enumerable.Range(0, options.Workers).Select(
                    worker => OrAllEndAsync(RunWorkerAsync(signal.Listen(), PulseOf(worker), together.Token, cut), together)),
            ]).ConfigureAwait(false);
    }

    /// <summary>Delivers until <paramref name="captured"/> has ended and nothing is due, nor will be within <paramref name="patience"/> of that end.</summary>
    public Task DrainAsync(Task captured, TimeSpan patience, CancellationToken cancellationToken) =>
        Task.WhenAll(Enumerable.Range(0, options.Workers).Select(
            worker => DrainWorkerAsync(signal.Listen(), PulseOf(worker), captured, patience, cancellationToken)));

    private static async Task OrAllEndAsync(Task one, CancellationTokenSource all)
    {
        try
        {
            await one.ConfigureAwait(false);
        }
        catch
        {
            await all.CancelAsync().ConfigureAwait(false);
            throw;
        }
    }

    private Pulse PulseOf(int worker) => heartbeats.Of(LoopKind.Delivery, destination.Name, worker);

    private async Task RunWorkerAsync(ChannelReader<bool> wake, Pulse pulse, CancellationToken stopping, CancellationToken cut)
    {
        while (!stopping.IsCancellationRequested)
        {
            if (await pass.RunAsync(pulse, stopping, cut).ConfigureAwait(false))
                continue;
            var next = await outbox.NextDueAsync(destination.Name, stopping).ConfigureAwait(false);
            await WakeOrDueAsync(wake, pulse, next, stopping).ConfigureAwait(false);
        }
    }

    private async Task WakeOrDueAsync(ChannelReader<bool> wake, Pulse pulse, DateTimeOffset? next, CancellationToken cancellationToken)
    {
        var wait = WaitFor(next);
        pulse.Expect(wait);
        using var timeout = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken);
        var woken = wake.ReadAsync(timeout.Token).AsTask();
        await Task.WhenAny(woken, Task.Delay(wait, time, timeout.Token)).ConfigureAwait(false);
        await timeout.CancelAsync().ConfigureAwait(false);
        // Observed here so that a cancelled read is not reported later as an unobserved exception.
        await woken.ContinueWith(static _ => { }, CancellationToken.None, TaskContinuationOptions.ExecuteSynchronously, TaskScheduler.Default)
            .ConfigureAwait(false);
        cancellationToken.ThrowIfCancellationRequested();
    }

    private async Task DrainWorkerAsync(ChannelReader<bool> wake, Pulse pulse, Task captured, TimeSpan patience, CancellationToken cancellationToken)
    {
        DateTimeOffset? until = null;
        while (true)
        {
            // Asked before the claim: what was captured after it is then found by the next round.
            var lastRound = captured.IsCompleted;
            if (await pass.RunAsync(pulse, cancellationToken, cancellationToken).ConfigureAwait(false))
                continue;
            var next = await outbox.NextDueAsync(destination.Name, cancellationToken).ConfigureAwait(false);
            if (lastRound)
            {
                until ??= time.GetUtcNow() + patience;
                if (next is null || next > until)
                    return;
            }

            await WakeOrDueAsync(wake, pulse, next, cancellationToken).ConfigureAwait(false);
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
