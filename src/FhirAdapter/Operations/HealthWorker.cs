using FhirAdapter.Health;
using FhirAdapter.Outbox;
using FhirAdapter.Sync;
using FhirAdapter.Telemetry;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;

namespace FhirAdapter.Operations;

/// <summary>Looks after the adapter: adds up the accounts, reads the ledger through for damage, and says in the log what it finds and what is mended.</summary>
internal sealed class HealthWorker(
    HealthCheck check,
    OutboxAccess ledger,
    Heartbeats heartbeats,
    HealthOptions options,
    TimeSpan fullCheckInterval,
    TimeProvider time,
    ILogger<HealthWorker> logger) : BackgroundService
{
    private static readonly TimeSpan Tick = TimeSpan.FromSeconds(5);

    private IReadOnlyList<HealthFinding> _found = [];
    private long? _addedUp;

    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        await Task.Yield();
        await Task.WhenAll(LookAsync(stoppingToken), VerifyAsync(stoppingToken)).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
    }

    private async Task LookAsync(CancellationToken stoppingToken)
    {
        var pulse = heartbeats.Of(LoopKind.Health, "health");
        using var timer = new PeriodicTimer(Tick, time);
        do
        {
            pulse.Expect(Tick);
            try
            {
                await AddUpWhenDueAsync(stoppingToken).ConfigureAwait(false);
                Tell((await check.LookAsync(stoppingToken).ConfigureAwait(false)).Findings);
                pulse.Well();
            }
            catch (Exception exception) when (exception is not OperationCanceledException)
            {
                pulse.Failed(exception.GetType().Name, Tick);
                Log.HealthFailed(logger, exception.GetType().Name);
            }
        }
        while (await timer.WaitForNextTickAsync(stoppingToken).ConfigureAwait(false));
    }

    // A ledger that cannot be read is found by the look that follows.
    private async Task AddUpWhenDueAsync(CancellationToken stoppingToken)
    {
        if (_addedUp is { } last && time.GetElapsedTime(last) < options.AccountsInterval)
            return;
        try
        {
            await check.AddUpAsync(stoppingToken).ConfigureAwait(false);
            _addedUp = time.GetTimestamp();
        }
        catch (OutboxUnavailableException)
        {
            _addedUp = null;
        }
    }

    private async Task VerifyAsync(CancellationToken stoppingToken)
    {
        using var timer = new PeriodicTimer(fullCheckInterval, time);
        while (await timer.WaitForNextTickAsync(stoppingToken).ConfigureAwait(false))
        {
            var startedAt = time.GetTimestamp();
            try
            {
                var outbox = await ledger.OpenAsync(stoppingToken).ConfigureAwait(false);
                await outbox.VerifyAsync(stoppingToken).ConfigureAwait(false);
                Log.LedgerVerified(logger, time.GetElapsedTime(startedAt));
            }
            catch (OutboxUnavailableException unavailable)
            {
                Log.LedgerNotVerified(logger, unavailable.Cause.ToString(), unavailable.Message);
            }
            catch (Exception exception) when (exception is not OperationCanceledException)
            {
                Log.HealthFailed(logger, exception.GetType().Name);
            }
        }
    }

    private void Tell(IReadOnlyList<HealthFinding> found)
    {
        foreach (var one in found.Where(one => !_found.Any(before => IsSame(one, before))))
            Log.Found(logger, one.Code, one.Subject, one.Mend);
        foreach (var one in _found.Where(one => !found.Any(now => IsSame(one, now))))
            Log.Mended(logger, one.Code, one.Subject);
        _found = found;
    }

    private static bool IsSame(HealthFinding one, HealthFinding other) => (one.Code, one.Subject) == (other.Code, other.Subject);
}
