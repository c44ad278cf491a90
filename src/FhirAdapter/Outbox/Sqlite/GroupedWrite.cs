using Microsoft.Data.Sqlite;
using SQLitePCL;

namespace FhirAdapter.Outbox.Sqlite;

/// <summary>A write with a result of some type.</summary>
internal sealed class GroupedWrite<T>(Func<LedgerWriter, T> work, CancellationToken cancellationToken) : IGroupedWrite
{
    // Whoever waits goes on elsewhere: the next group must not wait for it.
    private readonly TaskCompletionSource<T> _told = new(TaskCreationOptions.RunContinuationsAsynchronously);
    private T? _result;
    private Exception? _fault;
    private bool _isCancelled;

    public Task<T> Result => _told.Task;

    public ExecutionContext? Context { get; } = ExecutionContext.Capture();

    public void Run(LedgerWriter writer, bool isAlone)
    {
        if (cancellationToken.IsCancellationRequested)
            _isCancelled = true;
        else if (isAlone)
            _result = work(writer);
        else
            RunBesideOthers(writer);
    }

    public void Tell()
    {
        if (_isCancelled)
            _told.TrySetCanceled(cancellationToken);
        else if (_fault is { } fault)
            _told.TrySetException(fault);
        else
            _told.TrySetResult(_result!);
    }

    public void Fail(Exception fault)
    {
        if (_isCancelled)
            _told.TrySetCanceled(cancellationToken);
        else
            _told.TrySetException(fault);
    }

    private void RunBesideOthers(LedgerWriter writer)
    {
        writer.Connection.Mark();
        try
        {
            _result = work(writer);
            writer.Connection.KeepSinceMark();
        }
        catch (Exception fault) when (fault is not SqliteException || fault is SqliteException { SqliteErrorCode: raw.SQLITE_CONSTRAINT })
        {
            // A fault of this write, not of the disk: the others have done nothing wrong.
            writer.Connection.TakeBackToMark();
            _fault = fault;
        }
    }
}
