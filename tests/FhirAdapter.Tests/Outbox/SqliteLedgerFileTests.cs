using FhirAdapter.Outbox;
using FhirAdapter.Outbox.Sqlite;
using Microsoft.Data.Sqlite;
using static FhirAdapter.Tests.Outbox.LedgerRecords;

namespace FhirAdapter.Tests.Outbox;

public sealed class SqliteLedgerFileTests : IDisposable
{
    private readonly LedgerFolder _folder = new();

    public void Dispose() => _folder.Remove();

    [Fact]
    public async Task The_file_its_log_and_its_folder_are_for_their_owner_only()
    {
        if (OperatingSystem.IsWindows())
            return;
        await using var ledger = await OpenAsync();
        await ledger.AppendAsync([Record(Score("s1"))], CancellationToken.None);

        const UnixFileMode owner = UnixFileMode.UserRead | UnixFileMode.UserWrite;
        Assert.Equal(owner | UnixFileMode.UserExecute, File.GetUnixFileMode(_folder.Folder));
        foreach (var suffix in new[] { "", "-wal", "-shm" })
            Assert.Equal(owner, File.GetUnixFileMode(_folder.Options.Path + suffix));
    }

    [Fact]
    public async Task A_file_that_others_may_read_is_closed_to_them()
    {
        if (OperatingSystem.IsWindows())
            return;
        await (await OpenAsync()).DisposeAsync();
        File.SetUnixFileMode(_folder.Options.Path, UnixFileMode.UserRead | UnixFileMode.UserWrite | UnixFileMode.OtherRead);

        await using var ledger = await OpenAsync();

        Assert.Equal(UnixFileMode.UserRead | UnixFileMode.UserWrite, File.GetUnixFileMode(_folder.Options.Path));
    }

    [Theory]
    [InlineData("synchronous", "2")]
    [InlineData("journal_mode", "wal")]
    [InlineData("foreign_keys", "1")]
    [InlineData("secure_delete", "1")]
    [InlineData("trusted_schema", "0")]
    [InlineData("page_size", "8192")]
    public void A_connection_keeps_what_it_acknowledges_and_trusts_no_schema(string pragma, string expected)
    {
        var file = new LedgerFile(_folder.Options);
        file.Create();
        using var connection = file.Open(forWriting: true);

        Assert.Equal(expected, connection.Pragma(pragma));
    }

    [Fact]
    public void A_connection_for_listings_cannot_write()
    {
        var file = new LedgerFile(_folder.Options);
        using var writer = LedgerWriter.Open(file);
        using var reader = file.Open(forWriting: false);

        Assert.Throws<SqliteException>(() => reader.Execute("DELETE FROM journal"));
    }

    [Theory]
    [InlineData("3.51.2")]
    [InlineData("3.40.1")]
    public void An_engine_that_can_damage_its_log_is_refused(string version)
    {
        var fault = Assert.Throws<OutboxUnavailableException>(() => LedgerFile.RequireEngine(version));

        Assert.Equal(OutboxUnavailableCause.EngineTooOld, fault.Cause);
        Assert.Contains($"SQLite {version}", fault.Message, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("3.51.3")]
    [InlineData("3.100.0")]
    public void A_sound_engine_is_taken(string version) => LedgerFile.RequireEngine(version);

    [Fact]
    public void Migrations_lead_from_nothing_to_the_newest_schema_one_number_at_a_time()
    {
        Assert.Equal(Enumerable.Range(1, LedgerMigrations.All.Count), LedgerMigrations.All.Select(migration => migration.Version));
        var file = new LedgerFile(_folder.Options);
        file.Create();
        using var connection = file.Open(forWriting: true);
        Assert.Equal("0", connection.Pragma("user_version"));

        LedgerMigrations.Apply(connection, file.Path, CancellationToken.None);
        LedgerMigrations.Apply(connection, file.Path, CancellationToken.None);

        Assert.Equal($"{LedgerMigrations.All.Count}", connection.Pragma("user_version"));
        Assert.Null(connection.Pragma("foreign_key_check"));
    }

    [Fact]
    public async Task A_ledger_of_a_newer_release_is_refused_and_left_alone()
    {
        await (await OpenAsync()).DisposeAsync();
        Run("PRAGMA user_version=99");

        await RefusedAsync(OutboxUnavailableCause.NewerSchema, "99");
    }

    [Fact]
    public async Task A_file_that_is_no_ledger_is_refused_and_left_alone()
    {
        Directory.CreateDirectory(_folder.Folder);
        var text = string.Concat(Enumerable.Repeat("Dear Sir or Madam, ", 500));
        await File.WriteAllTextAsync(_folder.Options.Path, text);

        await RefusedAsync(OutboxUnavailableCause.Damaged, "not a ledger");

        Assert.Equal(text, await File.ReadAllTextAsync(_folder.Options.Path));
    }

    [Fact]
    public async Task A_damaged_ledger_is_refused_at_start()
    {
        await using (var ledger = await OpenAsync())
            await ledger.AppendAsync([.. Enumerable.Range(0, 500).Select(index => Record(Score($"s{index}")))], CancellationToken.None);
        using (var file = new FileStream(_folder.Options.Path, FileMode.Open))
        {
            file.Position = 8 * 4096;
            file.Write(new byte[(int)Math.Min(40 * 4096, file.Length - file.Position)]);
        }

        await RefusedAsync(OutboxUnavailableCause.Damaged, "damaged");
    }

    [Fact]
    public async Task One_page_that_is_blank_is_found_at_start_though_nothing_there_needs_it()
    {
        await using (var ledger = await OpenAsync())
            await ledger.AppendAsync([.. Enumerable.Range(0, 500).Select(index => Record(Score($"s{index}")))], CancellationToken.None);
        using (var file = new FileStream(_folder.Options.Path, FileMode.Open))
        {
            file.Position = file.Length - 8192;
            file.Write(new byte[8192]);
        }

        await RefusedAsync(OutboxUnavailableCause.Damaged, "damaged");
    }

    [Fact]
    public async Task A_file_above_the_size_to_check_is_opened_unread_and_that_is_told()
    {
        await using (var ledger = await OpenAsync())
            Assert.True(ledger.IsChecked);
        _folder.Options.CheckUpToBytes = 0;

        await using var unread = await OpenAsync();

        Assert.False(unread.IsChecked);
    }

    [Fact]
    public async Task A_ledger_may_be_closed_twice()
    {
        var ledger = await OpenAsync();
        await ledger.DisposeAsync();
        await ledger.DisposeAsync();
    }

    [Fact]
    public async Task A_folder_that_cannot_be_made_is_told_in_one_line()
    {
        await File.WriteAllTextAsync(_folder.Folder, "a file where the folder should be");
        try
        {
            await RefusedAsync(OutboxUnavailableCause.NotWritable, "cannot be created");
        }
        finally
        {
            File.Delete(_folder.Folder);
        }
    }

    [Fact]
    public async Task A_write_lock_of_somebody_else_only_delays()
    {
        await using var ledger = await OpenAsync();
        await using var other = Connect();
        await using var hold = other.BeginTransaction(deferred: false);
        var append = ledger.AppendAsync([Record(Score("s1"))], CancellationToken.None);
        Assert.Single(await ledger.CountAsync(CancellationToken.None));
        Assert.False(append.IsCompleted);

        await hold.CommitAsync();

        Assert.Equal([AppendOutcome.Accepted], await append);
    }

    [Fact]
    public async Task A_lock_held_beyond_the_busy_timeout_is_told_and_nothing_is_lost()
    {
        _folder.Options.BusyTimeout = TimeSpan.Zero;
        await using var ledger = await OpenAsync();
        await using var other = Connect();
        await using (var hold = other.BeginTransaction(deferred: false))
        {
            var fault = await Assert.ThrowsAsync<OutboxUnavailableException>(
                () => ledger.AppendAsync([Record(Score("s1"))], CancellationToken.None));
            Assert.Equal(OutboxUnavailableCause.Busy, fault.Cause);
        }

        Assert.Equal([AppendOutcome.Accepted], await ledger.AppendAsync([Record(Score("s1"))], CancellationToken.None));
    }

    [Fact]
    public async Task Journal_lines_past_their_time_are_dropped_and_the_record_stays()
    {
        var clock = new Microsoft.Extensions.Time.Testing.FakeTimeProvider(new DateTimeOffset(2026, 3, 29, 1, 0, 0, TimeSpan.Zero));
        await using var ledger = new SqliteOutbox(_folder.Options, clock);
        await ledger.InitializeAsync(["east"], CancellationToken.None);
        foreach (var version in new[] { 1, 2 })
        {
            await ledger.AppendAsync([Record(Score("s1"), version: version)], CancellationToken.None);
            var claim = (await ledger.ClaimAsync("east", 1, TimeSpan.FromMinutes(1), CancellationToken.None)).Single();
            await ledger.SettleAsync([(claim, [Delivered(claim.Deliveries[0]) with { StartedAt = clock.GetUtcNow() }])], CancellationToken.None);
            clock.Advance(_folder.Options.JournalRetention + TimeSpan.FromDays(1));
        }

        Assert.Equal([2L], (await ledger.FindAsync(Score("s1"), CancellationToken.None))!.Journal.Select(entry => entry.Version));
    }

    [Fact]
    public async Task A_closed_ledger_is_one_file()
    {
        await using (var ledger = await OpenAsync())
            await ledger.AppendAsync([Record(Score("s1"))], CancellationToken.None);

        Assert.Equal([_folder.Options.Path], Directory.GetFiles(_folder.Folder));
    }

    private async Task<SqliteOutbox> OpenAsync()
    {
        var ledger = new SqliteOutbox(_folder.Options, TimeProvider.System);
        await ledger.InitializeAsync(["east"], CancellationToken.None);
        return ledger;
    }

    private async Task RefusedAsync(OutboxUnavailableCause cause, string words)
    {
        await using var ledger = new SqliteOutbox(_folder.Options, TimeProvider.System);
        var fault = await Assert.ThrowsAsync<OutboxUnavailableException>(() => ledger.InitializeAsync(["east"], CancellationToken.None));
        Assert.Equal(cause, fault.Cause);
        Assert.Contains(words, fault.Message, StringComparison.Ordinal);
        Assert.Contains(_folder.Options.Path, fault.Message, StringComparison.Ordinal);
        Assert.DoesNotContain('\n', fault.Message);
    }

    private SqliteConnection Connect()
    {
        var connection = new SqliteConnection($"Data Source={_folder.Options.Path};Pooling=False");
        connection.Open();
        return connection;
    }

    private void Run(string sql)
    {
        using var connection = Connect();
        using var command = connection.CreateCommand();
        command.CommandText = sql;
        command.ExecuteNonQuery();
    }
}
