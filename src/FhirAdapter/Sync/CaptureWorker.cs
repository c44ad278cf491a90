using FhirAdapter.Health;
using FhirAdapter.Telemetry;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;

namespace FhirAdapter.Sync;

/// <summary>Keeps every source flowing into the ledger until the host stops.</summary>
internal sealed class CaptureWorker(
    SyncParts parts, Heartbeats heartbeats, IHostApplicationLifetime lifetime, TimeProvider time, ILogger<CaptureWorker> logger) : BackgroundService
{
    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        // Off the starting thread: opening the ledger must not hold up the host's other services.
        await Task.Yield();
        // Nothing more is taken from the moment the host is asked to stop, not only when it comes to this service.
        using var stopping = CancellationTokenSource.CreateLinkedTokenSource(stoppingToken, lifetime.ApplicationStopping);
        await Task.WhenAll(parts.Sources.Select(source => CaptureAsync(source.Name, stopping.Token))).ConfigureAwait(false);
    }

    private async Task CaptureAsync(string source, CancellationToken stoppingToken)
    {
        var backoff = new Backoff();
        var pulse = heartbeats.Of(LoopKind.Capture, source);
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
                break;
            }
            catch (Exception exception)
            {
                var delay = backoff.Next();
                pulse.Failed(exception.GetType().Name, delay);
                Log.SourceFailed(logger, source, exception.GetType().Name, delay);
                await Task.Delay(delay, time, stoppingToken).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
            }
        }

        pulse.Ended();
    }
}
