namespace FhirAdapter.Tests.Sources.Files;

public sealed class WholeFileTests : IDisposable
{
    private static readonly TimeSpan Bound = TimeSpan.FromSeconds(30);

    private readonly SourceRun _run = new();

    [Fact]
    public async Task A_file_that_stays_the_same_for_the_quiet_period_is_taken()
    {
        _run.Options.QuietPeriod = TimeSpan.FromMilliseconds(300);
        _run.Write("a.ndjson", "p1 1 x");
        await using var batches = _run.Start().ReadAsync(once: true, CancellationToken.None).GetAsyncEnumerator();
        var next = batches.MoveNextAsync().AsTask();
        _run.Time.Advance(TimeSpan.FromMilliseconds(299));
        Assert.False(next.IsCompleted);
        _run.Time.Advance(TimeSpan.FromMilliseconds(2));
        Assert.True(await next.WaitAsync(Bound));
        Assert.Equal("p1", Assert.Single(batches.Current.Records).Record.Id);
    }

    [Fact]
    public async Task A_file_that_still_grows_is_left_for_the_next_time()
    {
        _run.Options.QuietPeriod = TimeSpan.FromMilliseconds(300);
        _run.Write("a.ndjson", "p1 1 x");
        await using var batches = _run.Start().ReadAsync(once: true, CancellationToken.None).GetAsyncEnumerator();
        var next = batches.MoveNextAsync().AsTask();
        File.AppendAllText(_run.Folder["a.ndjson"], "p2 1 x\n");
        _run.Time.Advance(TimeSpan.FromMilliseconds(300));
        Assert.False(await next.WaitAsync(Bound));
        Assert.Equal(["a.ndjson"], _run.Folder.Names());
    }

    [Fact]
    public async Task A_file_renamed_in_is_announced_and_taken_at_once()
    {
        _run.Options.QuietPeriod = TimeSpan.FromHours(1);
        _run.Options.PollInterval = TimeSpan.FromHours(1);
        _run.Write("a.ndjson.part", "p1 1 x");
        await using var batches = _run.Start().ReadAsync(once: false, CancellationToken.None).GetAsyncEnumerator();
        var next = batches.MoveNextAsync().AsTask();
        Assert.False(next.IsCompleted);
        File.Move(_run.Folder["a.ndjson.part"], _run.Folder["a.ndjson"]);
        Assert.True(await next.WaitAsync(Bound));
        Assert.Equal("p1", Assert.Single(batches.Current.Records).Record.Id);
    }

    [Fact]
    public async Task A_file_that_is_written_to_while_it_is_read_gives_nothing_and_is_read_again()
    {
        _run.Write("a.ndjson", "p1 1 cut-o");
        _run.Reader = (stream, name, token) =>
        {
            if (_run.Ledger.Effects.Count == 0 && new FileInfo(_run.Folder[name]).Length < 12)
                File.WriteAllText(_run.Folder[name], "p1 1 cut-off-no-more\n");
            return LineReader.ReadAsync(stream, name, token);
        };
        var source = _run.Start();
        await foreach (var batch in source.ReadAsync(once: true, CancellationToken.None))
            Assert.Fail("A record was given of a file that changed under the reader.");
        _run.Time.Advance(_run.Options.PollInterval);
        var contents = new List<string>();
        await foreach (var batch in source.ReadAsync(once: true, CancellationToken.None))
        {
            contents.AddRange(batch.Records.Select(good => System.Text.Encoding.UTF8.GetString(good.Payload.Span)));
            await _run.Ledger.TakeAsync(batch);
        }

        Assert.Equal(["p1 1 cut-off-no-more"], contents);
        Assert.Equal(["a.ndjson"], _run.Folder.Names("done"));
        Assert.Contains(_run.Logger.Collector.GetSnapshot(), entry => entry.Id == 2102);
    }

    [Fact]
    public async Task A_file_that_never_rests_does_not_keep_the_source_busy()
    {
        _run.Write("a.ndjson", "p1 1 x");
        _run.Reader = (stream, name, token) =>
        {
            File.AppendAllText(_run.Folder[name], "p2 1 x\n");
            return LineReader.ReadAsync(stream, name, token);
        };
        await _run.DrainAsync().WaitAsync(Bound);
        Assert.Empty(_run.Ledger.Effects);
        Assert.Equal(["a.ndjson"], _run.Folder.Names());
        Assert.Single(_run.Logger.Collector.GetSnapshot());
    }

    [Fact]
    public async Task A_file_put_in_the_place_of_the_one_that_was_read_is_not_taken_for_it()
    {
        _run.Write("a.ndjson", "p1 1 x");
        await using (var batches = _run.Start().ReadAsync(once: true, CancellationToken.None).GetAsyncEnumerator())
        {
            Assert.True(await batches.MoveNextAsync());
            await _run.Ledger.TakeAsync(batches.Current);
            _run.Write("new.part", "p2 1 x", "p3 1 x");
            File.Move(_run.Folder["new.part"], _run.Folder["a.ndjson"], overwrite: true);
            Assert.True(await batches.MoveNextAsync());
            Assert.Equal(["p2", "p3"], batches.Current.Records.Select(good => good.Record.Id));
        }
    }

    [Fact]
    public async Task Files_are_taken_in_the_order_of_their_names()
    {
        foreach (var name in new[] { "b", "Z", "a", "10", "9" })
            _run.Write(name + ".ndjson", $"{name} 1 x");
        await _run.DrainAsync();
        Assert.Equal(["10", "9", "Z", "a", "b"], _run.Ledger.Effects);
    }

    [Fact]
    public async Task Reading_is_at_most_two_batches_ahead_of_the_commit()
    {
        const int BatchSize = 10;
        var read = 0;
        var ahead = new TaskCompletionSource();
        _run.Options.BatchSize = BatchSize;
        _run.Write("a.ndjson", [.. Enumerable.Range(0, 1_000).Select(i => $"p{i} 1 x")]);
        _run.Reader = (stream, name, token) => LineReader.ReadAsync(stream, name, token).Select(record =>
        {
            if (Interlocked.Increment(ref read) == 3 * BatchSize)
                ahead.SetResult();
            return record;
        });
        var committed = 0;
        await foreach (var batch in _run.Start().ReadAsync(once: true, CancellationToken.None))
        {
            await ahead.Task.WaitAsync(Bound);
            Assert.InRange(Volatile.Read(ref read), committed, committed + (3 * BatchSize));
            committed += batch.Records.Count;
            await _run.Ledger.TakeAsync(batch);
        }

        Assert.Equal(1_000, committed);
    }

    [Fact]
    public async Task A_batch_ends_where_its_bytes_are_used_up()
    {
        _run.Options.BatchBytes = 12;
        _run.Write("a.ndjson", "p1 1 x", "p2 1 x", "p3 1 x");
        var sizes = new List<int>();
        await foreach (var batch in _run.Start().ReadAsync(once: true, CancellationToken.None))
        {
            sizes.Add(batch.Records.Count);
            await _run.Ledger.TakeAsync(batch);
        }

        Assert.Equal([2, 1], sizes);
    }

    public void Dispose() => _run.Dispose();
}
