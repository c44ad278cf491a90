using System.Globalization;
using Microsoft.Data.Sqlite;
using SQLitePCL;

namespace FhirAdapter.Outbox.Sqlite;

/// <summary>Makes the ledger's file for its owner only, and opens connections that keep what they acknowledge.</summary>
internal sealed class LedgerFile(SqliteOutboxOptions options)
{
    // Below it a write-ahead log that is reset at the wrong moment can damage the file (sqlite.org/wal.html#walresetbug).
    private static readonly Version OldestEngine = new(3, 51, 3);

    public string Path { get; } = System.IO.Path.GetFullPath(options.Path);

    /// <exception cref="OutboxUnavailableException">The engine is older than 3.51.3.</exception>
    public static void RequireEngine(string version)
    {
        if (Version.Parse(version) < OldestEngine)
        {
            throw new OutboxUnavailableException(OutboxUnavailableCause.EngineTooOld,
                $"SQLite {version} can damage a ledger; {OldestEngine} or newer is needed. Update the package SQLitePCLRaw or the system's library.");
        }
    }

    /// <summary>Makes the folder and the file where they are missing, readable by nobody else from the first byte.</summary>
    public void Create()
    {
        try
        {
            var folder = System.IO.Path.GetDirectoryName(Path)!;
            if (OperatingSystem.IsWindows())
            {
                Directory.CreateDirectory(folder);
                return;
            }

            if (!Directory.Exists(folder))
                Directory.CreateDirectory(folder, UnixFileMode.UserRead | UnixFileMode.UserWrite | UnixFileMode.UserExecute);

            // The engine gives the log and the shared memory beside it the mode of this file.
            const UnixFileMode owner = UnixFileMode.UserRead | UnixFileMode.UserWrite;
            using (new FileStream(Path, new FileStreamOptions
            {
                Mode = FileMode.OpenOrCreate, Access = FileAccess.ReadWrite, Share = FileShare.ReadWrite, UnixCreateMode = owner,
            }))
            {
            }

            if (File.GetUnixFileMode(Path) != owner)
                File.SetUnixFileMode(Path, owner);
        }
        catch (Exception fault) when (fault is IOException or UnauthorizedAccessException)
        {
            throw LedgerFault.NotWritable(Path, fault);
        }
    }

    /// <summary>Opens a connection.</summary>
    /// <param name="forWriting">Whether it may write; one that may not is for listings.</param>
    public LedgerConnection Open(bool forWriting)
    {
        Batteries_V2.Init();
        // A connection is used by one thread at a time, so the engine need not lock it at each of the many calls for one record.
        var mode = raw.SQLITE_OPEN_READWRITE | raw.SQLITE_OPEN_NOMUTEX | (OperatingSystem.IsWindows() ? raw.SQLITE_OPEN_CREATE : 0);
        var code = raw.sqlite3_open_v2(Path, out var database, mode, null);
        var ledger = new LedgerConnection(database);
        try
        {
            if (code != raw.SQLITE_OK)
                throw new SqliteException("SQLite did not open the ledger.", code, raw.sqlite3_extended_errcode(database));
            RequireEngine(raw.sqlite3_libversion().utf8_to_string());
            Checksum.Register(database);
            raw.sqlite3_busy_timeout(database, (int)options.BusyTimeout.TotalMilliseconds);
            // Of a new file only. Records have a kilobyte or so: twice the default takes fewer pages, and less time, for the same rows.
            ledger.Pragma("page_size=8192");
            if (ledger.Pragma("journal_mode=WAL") != "wal")
                throw LedgerFault.NotWritable(Path, new IOException("No write-ahead log."));
            ledger.Pragma("synchronous=FULL");
            ledger.Pragma("foreign_keys=ON");
            ledger.Pragma("secure_delete=ON");
            ledger.Pragma("trusted_schema=OFF");
            ledger.Pragma("temp_store=MEMORY");
            ledger.Pragma(string.Create(CultureInfo.InvariantCulture, $"cache_size=-{options.CacheBytes / (forWriting ? 1024 : 4096)}"));
            ledger.Pragma(string.Create(CultureInfo.InvariantCulture, $"wal_autocheckpoint={options.CheckpointPages}"));
            if (!forWriting)
                ledger.Pragma("query_only=ON");
            return ledger;
        }
        catch
        {
            ledger.Dispose();
            throw;
        }
    }

    /// <summary>Reads the whole file for damage, unless it is larger than the settings allow.</summary>
    /// <returns>Whether it was checked.</returns>
    public bool Check(LedgerConnection connection)
    {
        if (new FileInfo(Path).Length > options.CheckUpToBytes)
            return false;
        return connection.Pragma("quick_check(1)") == "ok" ? true : throw LedgerFault.Damaged(Path);
    }
}
