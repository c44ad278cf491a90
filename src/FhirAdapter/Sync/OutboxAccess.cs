using FhirAdapter.Health;
using FhirAdapter.Outbox;

namespace FhirAdapter.Sync;

/// <summary>The one ledger of the process, opened, migrated and backfilled at first use.</summary>
/// <param name="create">Makes it.</param>
/// <param name="destinations">The names of the destinations.</param>
/// <param name="clock">Told of the newest time in it.</param>
/// <param name="isThere">Whether it was ever made; by default it was.</param>
internal sealed class OutboxAccess(Func<IOutbox> create, IReadOnlyList<string> destinations, SteadyClock clock, Func<bool>? isThere = null) : IAsyncDisposable
{
    private readonly SemaphoreSlim _gate = new(1, 1);
    private IOutbox? _outbox;

    /// <summary>Whether there is anything to read yet; opening it makes it.</summary>
    public bool IsThere => Volatile.Read(ref _outbox) is not null || isThere?.Invoke() != false;

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
