using FhirAdapter.Health;
using FhirAdapter.Outbox;

namespace FhirAdapter.Sync;

/// <summary>The one ledger of the process, opened, migrated and backfilled at first use.</summary>
internal sealed class OutboxAccess(Func<IOutbox> create, IReadOnlyList<string> destinations, SteadyClock clock) : IAsyncDisposable
{
    private readonly SemaphoreSlim _gate = new(1, 1);
    private IOutbox? _outbox;

    public async Task<IOutbox> OpenAsync(CancellationToken cancellationToken)
    {
        if (Volatile.Read(ref _outbox) is { } open)
            return open;
        await _gate.WaitAsync(cancellationToken).ConfigureAwait(false);
        try
        {
            if (_outbox is { } opened)
                return opened;
            var outbox = create();
            try
            {
                await outbox.InitializeAsync(destinations, cancellationToken).ConfigureAwait(false);
                if ((await outbox.MeasureAsync(cancellationToken).ConfigureAwait(false)).Newest is { } newest)
                    clock.NotBefore(newest);
            }
            catch
            {
                await outbox.DisposeAsync().ConfigureAwait(false);
                throw;
            }

            Volatile.Write(ref _outbox, outbox);
            return outbox;
        }
        finally
        {
            _gate.Release();
        }
    }

    public async ValueTask DisposeAsync()
    {
        if (_outbox is { } outbox)
            await outbox.DisposeAsync().ConfigureAwait(false);
        _gate.Dispose();
    }
}
