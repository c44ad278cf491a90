using FhirAdapter.Telemetry;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;

namespace FhirAdapter.Sync;

/// <summary>Keeps every source flowing into the ledger until the host stops.</summary>
internal sealed class CaptureWorker(SyncParts parts, TimeProvider time, ILogger<CaptureWorker> logger) : BackgroundService
{
    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        // Off the starting thread: opening the ledger must not hold up the host's other services.
        await Task.Yield();
        await Task.WhenAll(parts.Sources.Select(source => CaptureAsync(source.Name, stoppingToken))).ConfigureAwait(false);
    }

    private async Task CaptureAsync(string source, CancellationToken stoppingToken)
    {
        var backoff = new Backoff();
        while (!stoppingToken.IsCancellationRequested)
        {
            try
            {
                var loop = await parts.CaptureLoopAsync(source, stoppingToken).ConfigureAwait(false);
                Log.SourceStarted(logger, source);
                await loop.RunAsync(once: false, stoppingToken).ConfigureAwait(false);
                return;
            }
            catch (OperationCanceledException) when (stoppingToken.IsCancellationRequested)
            {
                return;
            }
            catch (Exception exception)
            {
                var delay = backoff.Next();
                Log.SourceFailed(logger, source, exception.GetType().Name, delay);
                await Task.Delay(delay, time, stoppingToken).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
            }
        }
    }
}
