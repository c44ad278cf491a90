using FhirAdapter.Outbox;
using FhirAdapter.Outbox.Sqlite;
using Microsoft.Data.Sqlite;
using static FhirAdapter.Tests.Outbox.LedgerRecords;

namespace FhirAdapter.Tests.Outbox;

/// <summary>A row that anything but the adapter changed is found before something of it is sent.</summary>
public sealed class LedgerChecksumTests : IDisposable
{
    private static readonly TimeSpan Lease = TimeSpan.FromMinutes(1);

    private readonly LedgerFolder _folder = new();

    public void Dispose() => _folder.Remove();

    [Theory]
    [InlineData("record", "payload = CAST('another content' AS BLOB)")]
    [InlineData("record", "id = 'another'")]
    [InlineData("record", "kind = 'needling-procedure'")]
    [InlineData("record", "version = 7")]
    [InlineData("record", "content_version = 1")]
    [InlineData("record", "deleted = 1")]
    [InlineData("record", "depends_on = 'needling-procedure/p1'")]
    [InlineData("record", "rank = 0")]
    [InlineData("record", "content_hash = zeroblob(32)")]
    [InlineData("delivery", "remote = CAST('another id' AS BLOB)")]
    [InlineData("earlier", "payload = CAST('another content' AS BLOB)")]
    [InlineData("earlier", "deleted = 1")]
    public async Task Nothing_is_sent_from_a_row_that_was_changed(string table, string change)
    {
        await using (var ledger = await FillAsync())
        {
        }
        Run($"PRAGMA foreign_keys=OFF; UPDATE {table} SET {change}");

        await using var damaged = await OpenAsync();

        await RefusedAsync(() => damaged.ClaimAsync("east", 10, Lease, CancellationToken.None));
        // One row that was changed shows that others may be.
        await RefusedAsync(() => damaged.ClaimAsync("west", 10, Lease, CancellationToken.None));
        await RefusedAsync(() => damaged.AppendAsync([Record(Score("new"))], CancellationToken.None));
        await RefusedAsync(() => damaged.VerifyAsync(CancellationToken.None));
    }

    [Fact]
    public async Task Nothing_goes_to_another_destination_than_it_was_owed_to()
    {
        await using (var ledger = await FillAsync())
        {
        }
        Run("PRAGMA foreign_keys=OFF; DELETE FROM delivery WHERE destination_id = 2; UPDATE delivery SET destination_id = 2");

        await using var damaged = await OpenAsync();

        await RefusedAsync(() => damaged.ClaimAsync("west", 10, Lease, CancellationToken.None));
    }

    [Fact]
    public async Task What_a_record_refers_to_is_taken_from_no_row_that_was_changed()
    {
        await using (var ledger = await FillAsync())
            await ledger.AppendAsync([Record(Score("s2"), dependsOn: [Score("s1")])], CancellationToken.None);
        Run("UPDATE delivery SET remote = CAST('another id' AS BLOB) WHERE record_id = 1; UPDATE delivery SET due_at = NULL, state = 'parked', since = 1, failure_code = 'x' WHERE record_id = 1");

        await using var damaged = await OpenAsync();

        await RefusedAsync(() => damaged.ClaimAsync("east", 10, Lease, CancellationToken.None));
    }

    [Fact]
    public async Task A_sound_ledger_is_sent_from_whatever_was_written_to_it()
    {
        await using var ledger = await FillAsync();
        await ledger.AppendAsync([Record(Score("s1"), version: 3, content: "content 2")], CancellationToken.None);
        await ledger.AppendAsync([BareDeletion(Score("s1"), "lane-1", 4), BareDeletion(Score("s3"), "lane-2", 1)], CancellationToken.None);

        foreach (var destination in (string[])["east", "west"])
        {
            var claims = await ledger.ClaimAsync(destination, 10, Lease, CancellationToken.None);
            Assert.Equal(2, claims.Sum(claim => claim.Deliveries.Count));
        }
        await ledger.VerifyAsync(CancellationToken.None);
    }

    [Fact]
    public async Task A_ledger_of_a_release_without_checksums_gets_them_when_it_is_opened()
    {
        var file = new LedgerFile(_folder.Options);
        file.Create();
        using (var connection = file.Open(forWriting: true))
        {
            foreach (var (version, script) in LedgerMigrations.All.Where(migration => migration.Version < 5))
                connection.Execute($"{script};PRAGMA user_version={version}");
            connection.Execute(
                """
                INSERT INTO lane (name) VALUES ('lane-1');
                INSERT INTO destination (name, active, accepted) VALUES ('east', 1, 1);
                INSERT INTO record (id, kind, version, content_version, lane_id, rank, deleted, accepted_at, content_hash, payload)
                    VALUES ('s1', 'pain-score', 1, 1, 1, 2, 0, 0, zeroblob(32), CAST('content' AS BLOB));
                INSERT INTO delivery (record_id, destination_id, lane_id, rank, state, owed_version, owed_at, due_at, remote)
                    VALUES (1, 1, 1, 2, 'pending', 1, 0, 0, CAST('remote' AS BLOB));
                INSERT INTO destination_lane (destination_id, lane_id, next_at) VALUES (1, 1, 0);
                """);
        }

        await using var ledger = await OpenAsync("east");

        Assert.Equal("content", Text(Assert.Single(Assert.Single(await ledger.ClaimAsync("east", 10, Lease, CancellationToken.None)).Deliveries).Payload));
        await ledger.VerifyAsync(CancellationToken.None);
    }

    [Fact]
    public void The_same_sum_is_made_in_SQL_and_outside()
    {
        var file = new LedgerFile(_folder.Options);
        file.Create();
        using var connection = file.Open(forWriting: true);

        var expected = new Checksum().Add("Zürich").Add(-7).Add("blob"u8).Add(default(string)).Take();

        Assert.Equal($"{expected}", connection.Ask("SELECT checksum('Zürich', -7, X'626c6f62', NULL)"));
    }

    // A record delivered and corrected, so that every table has a row of it; owed to two destinations.
    private async Task<SqliteOutbox> FillAsync()
    {
        var ledger = await OpenAsync();
        await ledger.AppendAsync([Record(Score("s1"))], CancellationToken.None);
        var claim = Assert.Single(await ledger.ClaimAsync("east", 10, Lease, CancellationToken.None));
        await ledger.SettleAsync([(claim, [Delivered(claim.Deliveries[0])])], CancellationToken.None);
        await ledger.AppendAsync([Record(Score("s1"), version: 2)], CancellationToken.None);
        return ledger;
    }

    private Task<SqliteOutbox> OpenAsync() => OpenAsync("east", "west");

    private async Task<SqliteOutbox> OpenAsync(params string[] destinations)
    {
        var ledger = new SqliteOutbox(_folder.Options, TimeProvider.System);
        await ledger.InitializeAsync(destinations, CancellationToken.None);
        return ledger;
    }

    private static async Task RefusedAsync(Func<Task> call)
    {
        var refused = await Assert.ThrowsAsync<OutboxUnavailableException>(call);
        Assert.Equal(OutboxUnavailableCause.Damaged, refused.Cause);
        Assert.Contains("keep the file", refused.Message, StringComparison.Ordinal);
    }

    private void Run(string sql)
    {
        using var connection = new SqliteConnection($"Data Source={_folder.Options.Path};Pooling=False");
        connection.Open();
        using var command = connection.CreateCommand();
        command.CommandText = sql;
        command.ExecuteNonQuery();
    }
}
