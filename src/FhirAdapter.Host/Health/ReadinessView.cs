using FhirAdapter.Health;
using FhirAdapter.Operations;
using Microsoft.Extensions.Hosting;

namespace FhirAdapter.Host.Health;

/// <summary>The readiness as it was a moment ago at the most: however many ask, the ledger is looked at twice a second. Stopping shows at once.</summary>
internal sealed class ReadinessView(AdapterOperations operations, IHostApplicationLifetime lifetime, TimeProvider time) : IDisposable
{
    private static readonly TimeSpan Moment = TimeSpan.FromMilliseconds(500);

    private readonly SemaphoreSlim _gate = new(1, 1);
    private Readiness? _seen;
    private bool _seenStopping;
    private long _at;

    public bool IsAlive => operations.IsAlive;

    public async Task<Readiness> LookAsync(CancellationToken cancellationToken)
    {
        await _gate.WaitAsync(cancellationToken);
        try
        {
            var stopping = lifetime.ApplicationStopping.IsCancellationRequested;
            if (_seen is { } seen && _seenStopping == stopping && time.GetElapsedTime(_at) < Moment)
                return seen;
            seen = await operations.ReadinessAsync(cancellationToken);
            (_seen, _seenStopping, _at) = (seen, stopping, time.GetTimestamp());
            return seen;
        }
        finally
        {
            _gate.Release();
        }
    }

    public void Dispose() => _gate.Dispose();
}
