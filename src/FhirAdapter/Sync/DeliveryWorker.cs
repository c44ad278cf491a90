using FhirAdapter.Health;
using FhirAdapter.Telemetry;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;

namespace FhirAdapter.Sync;

/// <summary>Keeps every destination in step with the ledger until the host stops, and then lets what is on its way end.</summary>
/// <remarks>
/// The wait for that is in <see cref="StoppingAsync"/>, before the host stops its other services: what answers for the adapter's health
/// can so tell that it is stopping.
/// </remarks>
internal sealed class DeliveryWorker(
    SyncParts parts,
    DeliveryOptions options,
    Heartbeats heartbeats,
    IHostApplicationLifetime lifetime,
    TimeProvider time,
    ILogger<DeliveryWorker> logger) : BackgroundService, IHostedLifecycleService
{
    private readonly CancellationTokenSource _cut = new();
    private ITimer? _limit;

    public Task StartingAsync(CancellationToken cancellationToken) => Task.CompletedTask;

    public Task StartedAsync(CancellationToken cancellationToken) => Task.CompletedTask;

    public Task StoppedAsync(CancellationToken cancellationToken) => Task.CompletedTask;

    public async Task StoppingAsync(CancellationToken cancellationToken)
    {
        if (ExecuteTask is not { IsCompleted: false } running)
            return;
        // A host that is stopped without having been asked to stop says so only after this phase.
        lifetime.StopApplication();
        Log.Draining(logger, options.DrainLimit);
        _limit = time.CreateTimer(static cut => ((CancellationTokenSource)cut!).Cancel(), _cut, options.DrainLimit, Timeout.InfiniteTimeSpan);
        await running.WaitAsync(cancellationToken).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
    }

    public override void Dispose()
    {
        _limit?.Dispose();
        _cut.Dispose();
        base.Dispose();
    }

    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        await Task.Yield();
        // A host that knows no stopping phase cancels only this token; then nothing is waited for.
        using var cut = CancellationTokenSource.CreateLinkedTokenSource(stoppingToken, _cut.Token);
        using var stopping = CancellationTokenSource.CreateLinkedTokenSource(stoppingToken, lifetime.ApplicationStopping);
        await Task.WhenAll(parts.Destinations.Select(destination => DeliverAsync(destination.Name, stopping.Token, cut.Token))).ConfigureAwait(false);
    }

    private async Task DeliverAsync(string destination, CancellationToken stopping, CancellationToken cut)
    {
        var backoff = new Backoff();
        while (!stopping.IsCancellationRequested)
        {
            try
            {
                var loop = await parts.DeliveryLoopAsync(destination, stopping).ConfigureAwait(false);
                Log.DestinationStarted(logger, destination, parts.Workers);
                await loop.RunAsync(stopping, cut).ConfigureAwait(false);
            }
            catch (OperationCanceledException) when (stopping.IsCancellationRequested)
            {
                break;
            }
            catch (Exception exception)
            {
                var delay = backoff.Next();
                for (var worker = 0; worker < parts.Workers; worker++)
                    heartbeats.Of(LoopKind.Delivery, destination, worker).Failed(exception.GetType().Name, delay);
                Log.DeliveryLoopFailed(logger, destination, exception.GetType().Name, delay);
                await Task.Delay(delay, time, stopping).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
            }
        }

        for (var worker = 0; worker < parts.Workers; worker++)
            heartbeats.Of(LoopKind.Delivery, destination, worker).Ended();
    }
}
