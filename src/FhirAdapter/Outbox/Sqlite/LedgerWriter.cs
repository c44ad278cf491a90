using FhirAdapter.Failures;
using Microsoft.Data.Sqlite;

namespace FhirAdapter.Outbox.Sqlite;

/// <summary>The one connection of this process that writes, and the transactions it knows.</summary>
internal sealed class LedgerWriter : IDisposable
{
    private LedgerWriter(LedgerConnection connection, bool isChecked)
    {
        (Connection, IsChecked) = (connection, isChecked);
        var destinations = Destinations = new DestinationNames(connection);
        var accounts = new Accounts(connection);
        var clock = new LaneClock(connection);
        var held = new HeldDeliveries(connection);
        var earlier = new EarlierVersions(connection);
        var moved = new MovedRecords(connection, clock);
        Journal = new Journal(connection);
        var owing = new Owing(connection, accounts, clock, held, moved, Journal);
        Backfilling = new Backfilling(connection, destinations, accounts);
        Appending = new Appending(connection, destinations, accounts, owing, held, clock, earlier);
        Claiming = new Claiming(connection, destinations, clock, earlier, moved);
        Facts = new DestinationFacts(connection);
        Settling = new Settling(connection, destinations, accounts, held, Journal, clock, earlier, moved, new OwnedResources(connection));
        Replaying = new Replaying(connection, destinations, held, Journal, clock, earlier);
    }

    public LedgerConnection Connection { get; }

    /// <summary>Whether the file was small enough to be read through for damage.</summary>
    public bool IsChecked { get; }

    public DestinationNames Destinations { get; }

    public DestinationFacts Facts { get; }

    public Journal Journal { get; }

    public Backfilling Backfilling { get; }

    public Appending Appending { get; }

    public Claiming Claiming { get; }

    public Settling Settling { get; }

    public Replaying Replaying { get; }

    /// <summary>Makes, checks and migrates the file as needed.</summary>
    public static LedgerWriter Open(LedgerFile file)
    {
        file.Create();
        FailPoint.Pass("ledger.created");
        var connection = file.Open(forWriting: true);
        try
        {
            var isChecked = file.Check(connection);
            FailPoint.Pass("ledger.checked");
            LedgerMigrations.Apply(connection, file.Path, CancellationToken.None);
            FailPoint.Pass("ledger.migrated");
            return new LedgerWriter(connection, isChecked);
        }
        catch
        {
            connection.Dispose();
            throw;
        }
    }

    public void Dispose()
    {
        try
        {
            // Leaves an empty log behind, unless another process is at work: then it is left to that one, without waiting.
            Connection.Pragma("busy_timeout=0");
            FailPoint.Pass("ledger.checkpointing");
            Connection.Pragma("wal_checkpoint(TRUNCATE)");
            FailPoint.Pass("ledger.checkpointed");
        }
        catch (SqliteException)
        {
            // What was committed is in the log and is found there.
        }
        finally
        {
            Connection.Dispose();
        }
    }
}
