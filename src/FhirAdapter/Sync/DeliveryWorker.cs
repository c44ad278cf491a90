using FhirAdapter.Telemetry;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;

namespace FhirAdapter.Sync;

/// <summary>Keeps every destination in step with the ledger until the host stops.</summary>
internal sealed class DeliveryWorker(SyncParts parts, TimeProvider time, ILogger<DeliveryWorker> logger) : BackgroundService
{
    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        await Task.Yield();
        await Task.WhenAll(parts.Destinations.Select(destination => DeliverAsync(destination.Name, stoppingToken))).ConfigureAwait(false);
    }

    private async Task DeliverAsync(string destination, CancellationToken stoppingToken)
    {
        var backoff = new Backoff();
        while (!stoppingToken.IsCancellationRequested)
        {
            try
            {
                var loop = await parts.DeliveryLoopAsync(destination, stoppingToken).ConfigureAwait(false);
                Log.DestinationStarted(logger, destination, parts.Workers);
                await loop.RunAsync(stoppingToken).ConfigureAwait(false);
            }
            catch (OperationCanceledException) when (stoppingToken.IsCancellationRequested)
            {
                return;
            }
            catch (Exception exception)
            {
                var delay = backoff.Next();
                Log.DeliveryLoopFailed(logger, destination, exception.GetType().Name, delay);
                await Task.Delay(delay, time, stoppingToken).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
            }
        }
    }
}
