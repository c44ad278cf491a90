namespace FhirAdapter.Outbox.Sqlite;

/// <summary>
/// Runs writes in the order in which they were asked for; those that were asked for while another was under way share one transaction, and so one
/// flush of the disk.
/// </summary>
/// <remarks>A write is told of its result only after the transaction is committed. One that fails takes back its own changes alone.</remarks>
internal sealed class GroupedWrites(LedgerAccess<LedgerWriter> access)
{
    private readonly Lock _gate = new();
    private List<IGroupedWrite> _waiting = [];
    private bool _isRunning;

    /// <summary>Asks for a write.</summary>
    /// <param name="work">What is done in the transaction.</param>
    /// <param name="cancellationToken">Takes the write back as long as it has not begun.</param>
    public Task<T> RunAsync<T>(Func<LedgerWriter, T> work, CancellationToken cancellationToken)
    {
        cancellationToken.ThrowIfCancellationRequested();
        var write = new GroupedWrite<T>(work, cancellationToken);
        lock (_gate)
        {
            _waiting.Add(write);
            if (_isRunning)
                return write.Result;
            _isRunning = true;
        }

        _ = DrainAsync();
        return write.Result;
    }

    private async Task DrainAsync()
    {
        while (Next() is { } group)
        {
            try
            {
                await access.RunAsync(writer => Write(writer, group), CancellationToken.None).ConfigureAwait(false);
                group.ForEach(static write => write.Tell());
            }
            catch (Exception fault)
            {
                // Whoever asked for the writes is told, each of them.
                group.ForEach(write => write.Fail(fault));
            }
        }
    }

    private List<IGroupedWrite>? Next()
    {
        lock (_gate)
        {
            if (_waiting.Count == 0)
            {
                _isRunning = false;
                return null;
            }

            var group = _waiting;
            _waiting = [];
            return group;
        }
    }

    // In the context of the one who asked first, not of the one whose write set the loop going, which may have ended long ago.
    private static bool Write(LedgerWriter writer, List<IGroupedWrite> group)
    {
        if (group[0].Context is { } context)
            ExecutionContext.Run(context, _ => Commit(writer, group), null);
        else
            Commit(writer, group);
        return true;
    }

    private static void Commit(LedgerWriter writer, List<IGroupedWrite> group) => writer.Connection.Write(
        () =>
        {
            foreach (var write in group)
                write.Run(writer, isAlone: group.Count == 1);
            return true;
        },
        CancellationToken.None);
}
