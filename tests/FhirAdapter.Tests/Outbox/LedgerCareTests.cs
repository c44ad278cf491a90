using FhirAdapter.Outbox;
using FhirAdapter.Outbox.Sqlite;
using static FhirAdapter.Tests.Outbox.LedgerRecords;

namespace FhirAdapter.Tests.Outbox;

public sealed class LedgerCareTests : IAsyncLifetime, IDisposable
{
    private readonly LedgerFolder _folder = new();
    private SqliteOutbox _ledger = null!;

    private string Backup => Path.Combine(_folder.Folder, "backup.db");

    public async Task InitializeAsync()
    {
        _ledger = new SqliteOutbox(_folder.Options, TimeProvider.System);
        await _ledger.InitializeAsync(["east"], CancellationToken.None);
    }

    public async Task DisposeAsync() => await _ledger.DisposeAsync();

    public void Dispose() => _folder.Remove();

    [Fact]
    public async Task It_is_measured_by_what_it_owes_and_takes_up()
    {
        var empty = await _ledger.MeasureAsync(CancellationToken.None);
        await AppendAsync(0, 300);
        var full = await _ledger.MeasureAsync(CancellationToken.None);

        Assert.Equal((0, null), (empty.Undelivered, empty.Newest));
        Assert.Equal(300, full.Undelivered);
        Assert.True(full.Bytes > empty.Bytes);
        Assert.True(full.FreeBytes > 0);
        Assert.True(full.Newest is { } newest && (TimeProvider.System.GetUtcNow() - newest).Duration() < TimeSpan.FromMinutes(1));
    }

    [Fact]
    public async Task Its_newest_time_is_that_of_the_attempt_that_delivered_last()
    {
        await AppendAsync(0, 2);
        var began = TimeProvider.System.GetUtcNow().AddMinutes(5);
        var claims = await _ledger.ClaimAsync("east", 2, TimeSpan.FromMinutes(1), CancellationToken.None);
        await _ledger.SettleAsync(
            [.. claims.Select(claim => (claim, (IReadOnlyList<Settlement>)[.. claim.Deliveries.Select(d => LedgerRecords.Delivered(d) with { StartedAt = began })]))],
            CancellationToken.None);

        Assert.Equal(began.ToUnixTimeMilliseconds(), (await _ledger.MeasureAsync(CancellationToken.None)).Newest?.ToUnixTimeMilliseconds());
    }

    [Fact]
    public async Task A_backup_is_the_ledger_of_one_moment_for_its_owner_only_and_opens_as_one()
    {
        await AppendAsync(0, 200);
        // At work meanwhile: what comes later is in it or not, but never half.
        var appending = AppendAsync(200, 400);
        await _ledger.BackUpAsync(Backup, CancellationToken.None);
        await appending;

        if (!OperatingSystem.IsWindows())
            Assert.Equal(UnixFileMode.UserRead | UnixFileMode.UserWrite, File.GetUnixFileMode(Backup));
        Assert.Empty(Directory.GetFiles(_folder.Folder, "*.part*"));
        await using var restored = new SqliteOutbox(new SqliteOutboxOptions { Path = Backup }, TimeProvider.System);
        await restored.InitializeAsync(["east"], CancellationToken.None);
        await restored.VerifyAsync(CancellationToken.None);
        var counts = Assert.Single(await restored.CountAsync(CancellationToken.None));
        Assert.Equal(0, counts.Residue);
        Assert.InRange(counts.Accepted, 200, 600);
        Assert.Equal(200, (await restored.ClaimAsync("east", 200, TimeSpan.FromMinutes(1), CancellationToken.None)).Sum(claim => claim.Deliveries.Count));
    }

    [Fact]
    public async Task A_backup_never_replaces_a_file()
    {
        await _ledger.BackUpAsync(Backup, CancellationToken.None);
        var first = await File.ReadAllBytesAsync(Backup);
        await AppendAsync(0, 10);

        var refused = await Assert.ThrowsAsync<OutboxUnavailableException>(() => _ledger.BackUpAsync(Backup, CancellationToken.None));

        Assert.Contains("is there already", refused.Message, StringComparison.Ordinal);
        Assert.Equal(first, await File.ReadAllBytesAsync(Backup));
    }

    [Fact]
    public async Task A_backup_into_a_folder_that_is_not_there_is_told_in_one_line()
    {
        var refused = await Assert.ThrowsAsync<OutboxUnavailableException>(
            () => _ledger.BackUpAsync(Path.Combine(_folder.Folder, "missing", "backup.db"), CancellationToken.None));

        Assert.Equal(OutboxUnavailableCause.NotWritable, refused.Cause);
    }

    [Fact]
    public async Task A_backup_can_be_given_up_and_leaves_nothing_behind()
    {
        using var given = new CancellationTokenSource();
        await given.CancelAsync();

        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => _ledger.BackUpAsync(Backup, given.Token));

        Assert.Empty(Directory.GetFiles(_folder.Folder, "backup*"));
    }

    [Fact]
    public async Task A_ledger_found_damaged_is_neither_written_nor_sent_from_nor_backed_up_and_its_file_stays()
    {
        await AppendAsync(0, 2_000);
        await _ledger.DisposeAsync();
        _folder.Options.CheckUpToBytes = 0;
        Damage();
        _ledger = new SqliteOutbox(_folder.Options, TimeProvider.System);
        await _ledger.InitializeAsync(["east"], CancellationToken.None);

        var found = await Assert.ThrowsAsync<OutboxUnavailableException>(() => _ledger.VerifyAsync(CancellationToken.None));

        Assert.Equal(OutboxUnavailableCause.Damaged, found.Cause);
        await RefusedAsync(() => _ledger.AppendAsync([Record(Score("new"))], CancellationToken.None));
        await RefusedAsync(() => _ledger.ClaimAsync("east", 1, TimeSpan.FromMinutes(1), CancellationToken.None));
        await RefusedAsync(() => _ledger.MeasureAsync(CancellationToken.None));
        await RefusedAsync(() => _ledger.BackUpAsync(Backup, CancellationToken.None));
        Assert.True(File.Exists(_folder.Options.Path));
        Assert.False(File.Exists(Backup));
    }

    // Exchanges two entries of an index page: no row is unreadable, only the check of indexes against rows can see it.
    private void Damage()
    {
        using var file = new FileStream(_folder.Options.Path, FileMode.Open);
        var page = new byte[4096];
        for (var number = 1; number * 4096L < file.Length; number++)
        {
            file.Position = number * 4096L;
            file.ReadExactly(page);
            var cells = (page[3] << 8) | page[4];
            if (page[0] != 10 || cells < 20)
                continue;
            (page[8], page[9], page[10], page[11]) = (page[10], page[11], page[8], page[9]);
            file.Position = number * 4096L;
            file.Write(page);
            return;
        }

        Assert.Fail("There is no index page to damage.");
    }

    private static async Task RefusedAsync(Func<Task> call) =>
        Assert.Equal(OutboxUnavailableCause.Damaged, (await Assert.ThrowsAsync<OutboxUnavailableException>(call)).Cause);

    private async Task AppendAsync(int first, int count)
    {
        foreach (var chunk in Enumerable.Range(first, count).Chunk(50))
            await _ledger.AppendAsync([.. chunk.Select(index => Record(Score($"s{index}"), $"lane-{index % 20}"))], CancellationToken.None);
    }
}
