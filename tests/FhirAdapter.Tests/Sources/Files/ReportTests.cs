namespace FhirAdapter.Tests.Sources.Files;

public sealed class ReportTests : IDisposable
{
    private readonly SourceRun _run = new();

    [Fact]
    public async Task A_file_without_faults_moves_to_done_and_leaves_no_report()
    {
        _run.Write("a.ndjson", "p1 1 x", "p2 1 x");
        var source = await _run.DrainAsync();
        Assert.Equal(["done"], _run.Folder.Names());
        Assert.Equal(["a.ndjson"], _run.Folder.Names("done"));
        Assert.Equal((1, 2), (source.FilesRead, source.RecordsRead));
    }

    [Fact]
    public async Task A_file_with_a_fault_moves_to_failed_with_a_report_and_its_good_records_go_on()
    {
        _run.Write("known.ndjson", "p1 1 x", "p2 5 x");
        await _run.DrainAsync();
        _run.Write("a.ndjson", "p1 1 x", "p2 4 x", "p3 1 x", "p4", "p1 1 changed");
        await _run.DrainAsync();

        Assert.Equal(["p1", "p2", "p3"], _run.Ledger.Effects);
        Assert.Equal(["a.ndjson", "a.ndjson.report.json"], _run.Folder.Names("failed"));
        Assert.Equal(
            """
            {
              "file": "a.ndjson",
              "readAt": "2026-11-23T08:00:00+00:00",
              "records": {
                "accepted": 1,
                "unchanged": 1,
                "stale": 1,
                "refused": 2
              },
              "faults": [
                {
                  "line": 4,
                  "field": "version",
                  "code": "missing",
                  "expected": "a version"
                },
                {
                  "line": 5,
                  "field": "version",
                  "code": "version-conflict",
                  "expected": "a new version number for changed content"
                }
              ],
              "faultsNotListed": 0
            }
            """.ReplaceLineEndings("\n"),
            File.ReadAllText(_run.Folder["failed", "a.ndjson.report.json"]).ReplaceLineEndings("\n"));
    }

    [Fact]
    public async Task The_report_is_for_its_owner_only()
    {
        _run.Write("a.ndjson", "rubbish");
        await _run.DrainAsync();
        if (!OperatingSystem.IsWindows())
        {
            var mode = File.GetUnixFileMode(_run.Folder["failed", "a.ndjson.report.json"]);
            Assert.Equal(UnixFileMode.UserRead | UnixFileMode.UserWrite, mode);
        }
    }

    [Fact]
    public async Task Faults_beyond_the_limit_are_counted_and_not_listed()
    {
        _run.Options.MaxReportedFaults = 3;
        _run.Write("a.ndjson", [.. Enumerable.Repeat("rubbish", 10)]);
        await _run.DrainAsync();
        var report = _run.Report("a.ndjson");
        Assert.Equal(3, report.GetProperty("faults").GetArrayLength());
        Assert.Equal(7, report.GetProperty("faultsNotListed").GetInt64());
        Assert.Equal(10, report.GetProperty("records").GetProperty("refused").GetInt64());
    }

    [Fact]
    public async Task A_name_that_is_taken_gets_a_number_and_nothing_is_overwritten()
    {
        foreach (var content in new[] { "p1 1 x", "p2 1 x", "p3 1 x" })
        {
            _run.Write("a.ndjson", content);
            await _run.DrainAsync();
        }

        _run.Write("a.ndjson", "rubbish");
        await _run.DrainAsync();
        _run.Write("a.ndjson", "more rubbish");
        await _run.DrainAsync();
        Assert.Equal(["a.1.ndjson", "a.2.ndjson", "a.ndjson"], _run.Folder.Names("done"));
        Assert.Equal("p2 1 x", File.ReadAllText(_run.Folder["done", "a.1.ndjson"]).Trim());
        Assert.Equal(["a.1.ndjson", "a.1.ndjson.report.json", "a.ndjson", "a.ndjson.report.json"], _run.Folder.Names("failed"));
    }

    [Fact]
    public async Task The_longest_name_a_file_system_allows_still_gets_its_report()
    {
        var name = new string('ä', 122) + ".ndjson";
        _run.Write(name, "rubbish");
        await _run.DrainAsync();
        Assert.Equal(["failed"], _run.Folder.Names());
        var names = _run.Folder.Names("failed");
        Assert.Equal(2, names.Length);
        Assert.Equal(names[0] + ".report.json", names[1]);
        Assert.EndsWith("ä.ndjson", names[0], StringComparison.Ordinal);
        Assert.Contains(name, File.ReadAllText(_run.Folder["failed", names[1]]).Replace("\\u00E4", "ä", StringComparison.Ordinal), StringComparison.Ordinal);
    }

    [Fact]
    public async Task No_name_of_a_file_is_logged()
    {
        _run.Options.MaxFileBytes = 30;
        _run.Write("Canary-Miller.ndjson", "p1 1 x");
        _run.Write("Canary-Smith.ndjson", "rubbish");
        _run.Write("Canary-Large.ndjson", new string('x', 31));
        _run.Write("Canary-Empty.ndjson");
        Directory.CreateDirectory(_run.Folder["Canary-Folder.json"]);
        await _run.DrainAsync();
        var logged = _run.Logger.Collector.GetSnapshot();
        Assert.Contains(logged, entry => entry.Id == 2100);
        Assert.Contains(logged, entry => entry.Id == 2101);
        Assert.Contains(logged, entry => entry.Id == 2104);
        Assert.DoesNotContain(logged, entry => entry.Message.Contains("Canary", StringComparison.Ordinal));
    }

    public void Dispose() => _run.Dispose();
}
