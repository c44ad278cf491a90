using Microsoft.Data.Sqlite;
using SQLitePCL;

namespace FhirAdapter.Outbox.Sqlite;

/// <summary>Turns what the engine reports into a cause and one line for a person.</summary>
internal static class LedgerFault
{
    /// <summary>The cause, or <see langword="null"/> for what is a fault of the adapter itself.</summary>
    public static OutboxUnavailableException? From(SqliteException fault, string path) => fault.SqliteErrorCode switch
    {
        raw.SQLITE_BUSY or raw.SQLITE_LOCKED => Of(fault, OutboxUnavailableCause.Busy,
            $"The ledger '{path}' stayed locked by another process; end that process or raise BusyTimeout."),
        raw.SQLITE_FULL => Of(fault, OutboxUnavailableCause.DiskFull,
            $"The disk of the ledger '{path}' is full; make room, nothing accepted is lost."),
        raw.SQLITE_CORRUPT or raw.SQLITE_NOTADB => Damaged(path, fault),
        raw.SQLITE_READONLY or raw.SQLITE_CANTOPEN or raw.SQLITE_PERM or raw.SQLITE_AUTH => NotWritable(path, fault),
        raw.SQLITE_IOERR or raw.SQLITE_PROTOCOL or raw.SQLITE_NOLFS => Of(fault, OutboxUnavailableCause.DiskFailed,
            $"The disk of the ledger '{path}' failed to read or write (code {fault.SqliteExtendedErrorCode}); check the disk, it must be a local one."),
        _ => null,
    };

    public static OutboxUnavailableException Damaged(string path, Exception? inner = null) => new(OutboxUnavailableCause.Damaged,
        $"'{path}' is not a ledger or is damaged; keep the file, and restore a backup or name another path.", inner);

    /// <summary>A row is not as it was written. Told as the engine tells damage, so that it is met like it.</summary>
    public static SqliteException Changed() => new("A row of the ledger is not as it was written.", raw.SQLITE_CORRUPT);

    public static OutboxUnavailableException NotWritable(string path, Exception inner) => new(OutboxUnavailableCause.NotWritable,
        $"The ledger '{path}' cannot be created or written; let this user write the file and its folder, or name another path.", inner);

    private static OutboxUnavailableException Of(Exception inner, OutboxUnavailableCause cause, string message) => new(cause, message, inner);
}
