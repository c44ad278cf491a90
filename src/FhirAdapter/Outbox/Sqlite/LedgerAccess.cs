using Microsoft.Data.Sqlite;

namespace FhirAdapter.Outbox.Sqlite;

/// <summary>Lets one caller at a time use a connection, off the caller's thread, and opens a new one after the disk failed it.</summary>
internal sealed class LedgerAccess<T>(string path, Func<T> open) : IAsyncDisposable
    where T : class, IDisposable
{
    private readonly SemaphoreSlim _gate = new(1, 1);
    private T? _connection;
    private bool _disposed;

    public async Task<TResult> RunAsync<TResult>(Func<T, TResult> work, CancellationToken cancellationToken)
    {
        await _gate.WaitAsync(cancellationToken).ConfigureAwait(false);
        try
        {
            return await Task.Run(() => Run(work), CancellationToken.None).ConfigureAwait(false);
        }
        finally
        {
            _gate.Release();
        }
    }

    public async ValueTask DisposeAsync()
    {
        if (Interlocked.Exchange(ref _disposed, true))
            return;
        await _gate.WaitAsync(CancellationToken.None).ConfigureAwait(false);
        _connection?.Dispose();
        _connection = null;
        _gate.Dispose();
    }

    private TResult Run<TResult>(Func<T, TResult> work)
    {
        try
        {
            return work(_connection ??= open());
        }
        catch (SqliteException fault)
        {
            if (LedgerFault.From(fault, path) is not { } unavailable)
                throw;
            if (unavailable.Cause != OutboxUnavailableCause.Busy)
                Drop();
            throw unavailable;
        }
    }

    // After a failed write or flush what the connection holds in memory is not to be trusted.
    private void Drop()
    {
        var connection = _connection;
        _connection = null;
        try
        {
            connection?.Dispose();
        }
        catch (SqliteException)
        {
            // The fault that led here is the one to report.
        }
    }
}
