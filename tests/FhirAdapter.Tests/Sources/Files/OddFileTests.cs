using System.Diagnostics;

namespace FhirAdapter.Tests.Sources.Files;

public sealed class OddFileTests : IDisposable
{
    private readonly SourceRun _run = new();

    [Theory]
    [InlineData(".hidden.ndjson")]
    [InlineData("a.ndjson.part")]
    [InlineData("a.ndjson.tmp")]
    [InlineData("a.ndjson.crdownload")]
    [InlineData("a.txt")]
    public async Task A_file_that_is_not_finished_or_not_wanted_is_left_alone(string name)
    {
        _run.Write(name, "p1 1 x");
        await _run.DrainAsync();
        Assert.Equal([name], _run.Folder.Names());
    }

    [Theory]
    [InlineData("A.NDJSON")]
    [InlineData("a.json")]
    [InlineData("a.jsonl")]
    [InlineData("a.csv")]
    public async Task Wanted_endings_count_in_any_case(string name)
    {
        _run.Write(name, "p1 1 x");
        await _run.DrainAsync();
        Assert.Equal([name], _run.Folder.Names("done"));
    }

    [Fact]
    public async Task A_folder_that_bears_the_name_of_a_file_is_reported_once_and_stays()
    {
        Directory.CreateDirectory(_run.Folder["x.json"]);
        await _run.DrainAsync();
        await _run.DrainAsync();
        Assert.Equal(["failed", "x.json"], _run.Folder.Names());
        Assert.Equal("not-a-file", Fault("x.json"));
    }

    [Fact]
    public async Task A_link_is_never_followed()
    {
        using var elsewhere = new TemporaryFolder();
        File.WriteAllText(elsewhere["secret.ndjson"], "p1 1 x");
        File.CreateSymbolicLink(_run.Folder["a.ndjson"], elsewhere["secret.ndjson"]);
        File.CreateSymbolicLink(_run.Folder["broken.ndjson"], elsewhere["nothing"]);
        await _run.DrainAsync();
        Assert.Empty(_run.Ledger.Effects);
        Assert.Equal(["a.ndjson", "broken.ndjson", "failed"], _run.Folder.Names());
        Assert.Equal("not-a-file", Fault("a.ndjson"));
        Assert.Equal("not-a-file", Fault("broken.ndjson"));
        Assert.Equal(2, Count(2104));
    }

    [Fact]
    public async Task A_link_put_in_the_place_of_a_file_after_the_look_is_not_read()
    {
        using var elsewhere = new TemporaryFolder();
        File.WriteAllText(elsewhere["secret.ndjson"], "secret 1 content-of-another-length");
        _run.Write("a.ndjson", "p1 1 x");
        _run.Write("b.ndjson", "p2 1 x");
        await foreach (var batch in _run.Start().ReadAsync(once: true, CancellationToken.None))
        {
            if (_run.Ledger.Effects.Count == 0)
            {
                File.Delete(_run.Folder["b.ndjson"]);
                File.CreateSymbolicLink(_run.Folder["b.ndjson"], elsewhere["secret.ndjson"]);
            }

            await _run.Ledger.TakeAsync(batch);
        }

        Assert.Equal(["p1"], _run.Ledger.Effects);
    }

    [Fact]
    public async Task A_named_pipe_is_never_opened()
    {
        if (!OperatingSystem.IsLinux())
            return;
        using var mkfifo = Process.Start("mkfifo", [_run.Folder["pipe.ndjson"]]);
        await mkfifo.WaitForExitAsync();
        await _run.DrainAsync().WaitAsync(TimeSpan.FromSeconds(30));
        Assert.Equal("empty", Fault("pipe.ndjson"));
    }

    [Fact]
    public async Task An_empty_file_is_reported()
    {
        _run.Write("a.csv");
        await _run.DrainAsync();
        Assert.Equal("empty", Fault("a.csv"));
        Assert.Equal(["failed"], _run.Folder.Names());
    }

    [Fact]
    public async Task A_file_above_the_limit_is_refused_whole()
    {
        _run.Options.MaxFileBytes = 6;
        _run.Write("a.ndjson", "p1 1 x");
        await _run.DrainAsync();
        Assert.Empty(_run.Ledger.Effects);
        Assert.Equal("too-large", Fault("a.ndjson"));
        Assert.Equal(["a.ndjson", "a.ndjson.report.json"], _run.Folder.Names("failed"));
    }

    [Fact]
    public async Task A_file_that_another_writer_keeps_locked_is_tried_again_and_said_once()
    {
        _run.Write("a.ndjson", "p1 1 x");
        var source = _run.Start();
        using (new FileStream(_run.Folder["a.ndjson"], FileMode.Open, FileAccess.ReadWrite, FileShare.None))
        {
            for (var i = 0; i < 3; i++)
            {
                _run.Time.Advance(_run.Options.PollInterval);
                await foreach (var batch in source.ReadAsync(once: true, CancellationToken.None))
                    Assert.Fail("A locked file was read.");
            }
        }

        Assert.Equal("unreadable", Fault("a.ndjson"));
        Assert.Equal(1, Count(2103));
        _run.Time.Advance(_run.Options.PollInterval);
        await foreach (var batch in source.ReadAsync(once: true, CancellationToken.None))
            await _run.Ledger.TakeAsync(batch);
        Assert.Equal(["p1"], _run.Ledger.Effects);
        Assert.Equal(["a.ndjson"], _run.Folder.Names("done"));
        Assert.Empty(_run.Folder.Names("failed"));
    }

    [Fact]
    public async Task A_missing_folder_is_said_once_and_waited_for()
    {
        _run.Options.Path = _run.Folder["later"];
        var source = _run.Start();
        await using (var batches = source.ReadAsync(once: false, CancellationToken.None).GetAsyncEnumerator())
        {
            var next = batches.MoveNextAsync().AsTask();
            _run.Time.Advance(_run.Options.PollInterval);
            Directory.CreateDirectory(_run.Options.Path);
            _run.Write("later/a.ndjson", "p1 1 x");
            _run.Time.Advance(_run.Options.PollInterval);
            while (!next.IsCompleted)
            {
                _run.Time.Advance(_run.Options.PollInterval);
                await Task.Yield();
            }

            Assert.True(await next);
        }

        Assert.Equal((1, 1), (Count(2106), Count(2107)));
    }

    [Fact]
    public async Task A_file_that_cannot_be_moved_away_is_read_again_later_and_not_at_once()
    {
        _run.Write("done", "somebody put a file here");
        _run.Write("a.ndjson", "p1 1 x");
        var source = await _run.DrainAsync();
        Assert.Equal(0, source.FilesRead);
        Assert.Equal(1, Count(2105));
        File.Delete(_run.Folder["done"]);
        await _run.DrainAsync();
        Assert.Equal(["p1"], _run.Ledger.Effects);
        Assert.Equal(["a.ndjson"], _run.Folder.Names("done"));
    }

    public void Dispose() => _run.Dispose();

    private int Count(int eventId) => _run.Logger.Collector.GetSnapshot().Count(entry => entry.Id == eventId);

    private string? Fault(string name) => _run.Report(name).GetProperty("faults")[0].GetProperty("code").GetString();
}
