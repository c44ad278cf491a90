using FhirAdapter.Outbox.Sqlite;
using FhirAdapter.Proof.Clinic;
using SQLitePCL;

namespace FhirAdapter.Proof.Simulation;

/// <summary>The ledgers of worlds. Most begin with a copy of one that was made before: to make one is a good part of what a short life costs.</summary>
internal static class SimLedger
{
    // So many seeds in one make their own.
    private const int Own = 8;

    private static readonly Lazy<Task<byte[]>> Template = new(MakeAsync);

    /// <summary>Opens no ledger yet, but sees that there is the file of one, empty of records, for all seeds but some.</summary>
    public static async Task BeginAsync(string path, int seed)
    {
        if (seed % Own == 0)
            return;
        await File.WriteAllBytesAsync(path, await Template.Value);
        if (!OperatingSystem.IsWindows())
            File.SetUnixFileMode(path, UnixFileMode.UserRead | UnixFileMode.UserWrite);
    }

    public static SqliteOutbox Open(string path, SimClock clock) => new(new SqliteOutboxOptions { Path = path, CacheBytes = 1 << 20 }, new SimTime(clock));

    /// <summary>
    /// Before the first connection: nobody asks how much memory all of them take, and the lock that guards the sum is waited for by worlds that have
    /// nothing to do with each other. Without effect where the engine is at work already.
    /// </summary>
    public static void Prepare()
    {
        Batteries_V2.Init();
        _ = raw.sqlite3_config(raw.SQLITE_CONFIG_MEMSTATUS, 0);
    }

    private static async Task<byte[]> MakeAsync()
    {
        var folder = ScratchFolder.Make("simulate");
        try
        {
            var path = Path.Combine(folder, "ledger.db");
            await using (var outbox = Open(path, new SimClock()))
                await outbox.InitializeAsync([SimWorld.Destination], CancellationToken.None);
            return await File.ReadAllBytesAsync(path);
        }
        finally
        {
            Directory.Delete(folder, recursive: true);
        }
    }
}
