namespace FhirAdapter.Tests.Sources.Files;

/// <summary>The steps after the last commit, each with what a crash right after it leaves in the folder.</summary>
public sealed class CrashTests : IDisposable
{
    private readonly SourceRun _run = new();

    [Fact]
    public async Task Committed_but_not_moved()
    {
        _run.Write("a.ndjson", "p1 1 x");
        await using (var batches = _run.Start().ReadAsync(once: true, CancellationToken.None).GetAsyncEnumerator())
        {
            Assert.True(await batches.MoveNextAsync());
            await _run.Ledger.TakeAsync(batches.Current);
        }

        Assert.Equal(["a.ndjson"], _run.Folder.Names());
        await _run.DrainAsync();
        AssertTakenOnce("done");
    }

    [Fact]
    public async Task The_report_is_half_written()
    {
        _run.Write("a.ndjson", "p1 1 x", "rubbish");
        Directory.CreateDirectory(_run.Folder["failed"]);
        _run.Write("failed/.a.ndjson.report.json.tmp", "{ \"file\": \"a.nd");
        await _run.DrainAsync();
        AssertTakenOnce("failed");
        Assert.Equal(["a.ndjson", "a.ndjson.report.json"], _run.Folder.Names("failed"));
    }

    [Fact]
    public async Task The_report_is_there_and_the_file_not_moved()
    {
        _run.Write("a.ndjson", "p1 1 x", "rubbish");
        Directory.CreateDirectory(_run.Folder["failed"]);
        _run.Write("failed/a.ndjson.report.json", "{}");
        await _run.DrainAsync();
        AssertTakenOnce("failed");
        Assert.Equal(["a.ndjson", "a.ndjson.report.json"], _run.Folder.Names("failed"));
        Assert.Equal(1, _run.Report("a.ndjson").GetProperty("records").GetProperty("refused").GetInt32());
    }

    [Fact]
    public async Task The_report_is_there_and_the_file_was_mended_before_the_restart()
    {
        _run.Write("a.ndjson", "p1 1 x");
        Directory.CreateDirectory(_run.Folder["failed"]);
        _run.Write("failed/a.ndjson.report.json", "{}");
        await _run.DrainAsync();
        AssertTakenOnce("done");
        Assert.Empty(_run.Folder.Names("failed"));
    }

    [Fact]
    public async Task The_file_has_its_new_name_and_still_its_old_one()
    {
        _run.Write("a.ndjson", "p1 1 x");
        await _run.DrainAsync();
        File.Copy(_run.Folder["done", "a.ndjson"], _run.Folder["a.ndjson"]);
        await _run.DrainAsync();
        Assert.Equal(["p1"], _run.Ledger.Effects);
        Assert.Equal(["a.1.ndjson", "a.ndjson"], _run.Folder.Names("done"));
        Assert.Equal(["done"], _run.Folder.Names());
    }

    public void Dispose() => _run.Dispose();

    private void AssertTakenOnce(string folder)
    {
        Assert.Equal(["p1"], _run.Ledger.Effects);
        Assert.Contains("a.ndjson", _run.Folder.Names(folder));
        Assert.DoesNotContain("a.ndjson", _run.Folder.Names());
    }
}
