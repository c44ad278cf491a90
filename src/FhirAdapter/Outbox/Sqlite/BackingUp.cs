using Microsoft.Data.Sqlite;

namespace FhirAdapter.Outbox.Sqlite;

/// <summary>Copies the ledger as it is at one moment into a new file, while it is at work, and reads the copy through before it gets its name.</summary>
internal static class BackingUp
{
    private static readonly string[] Suffixes = ["", "-wal", "-shm"];

    public static void Run(LedgerFile ledger, SqliteOutboxOptions options, string path, CancellationToken cancellationToken)
    {
        path = Path.GetFullPath(path);
        if (File.Exists(path))
            throw NotWritable(path, "is there already; a backup never replaces a file");
        var unfinished = path + ".part";
        try
        {
            CreateForOwner(unfinished);
            Copy(ledger, unfinished, cancellationToken);
            Verifying.Run(new LedgerFile(new SqliteOutboxOptions { Path = unfinished, BusyTimeout = options.BusyTimeout }), cancellationToken);
            using (var stream = new FileStream(unfinished, FileMode.Open, FileAccess.ReadWrite))
                stream.Flush(flushToDisk: true);
            File.Move(unfinished, path);
        }
        catch (Exception fault) when (fault is IOException or UnauthorizedAccessException)
        {
            throw NotWritable(path, "cannot be written", fault);
        }
        finally
        {
            foreach (var suffix in Suffixes.Where(suffix => File.Exists(unfinished + suffix)))
                File.Delete(unfinished + suffix);
        }
    }

    private static void Copy(LedgerFile ledger, string path, CancellationToken cancellationToken)
    {
        try
        {
            using var connection = ledger.Open(forWriting: true);
            using var stopping = cancellationToken.Register(connection.Interrupt);
            connection.CopyTo(path);
        }
        catch (SqliteException fault)
        {
            cancellationToken.ThrowIfCancellationRequested();
            if (LedgerFault.From(fault, path) is { } unavailable)
                throw unavailable;
            throw;
        }
    }

    // The engine would make it readable by others.
    private static void CreateForOwner(string path)
    {
        var options = new FileStreamOptions { Mode = FileMode.Create, Access = FileAccess.Write };
        if (!OperatingSystem.IsWindows())
            options.UnixCreateMode = UnixFileMode.UserRead | UnixFileMode.UserWrite;
        using var made = new FileStream(path, options);
    }

    private static OutboxUnavailableException NotWritable(string path, string what, Exception? inner = null) =>
        new(OutboxUnavailableCause.NotWritable, $"The backup '{path}' {what}; name another path.", inner);
}
