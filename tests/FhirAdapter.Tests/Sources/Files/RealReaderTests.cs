using FhirAdapter.Records.Reading;

namespace FhirAdapter.Tests.Sources.Files;

/// <summary>The watched folder with the reader that the adapter really uses.</summary>
public sealed class RealReaderTests : IDisposable
{
    private const string Good = """
        {"kind":"pain-score","id":"S-1","version":1,"lastChanged":"2026-11-20T17:05:00+01:00","patient":{"system":"https://clinic.example/fhir/id/patient","value":"pat-1"},"instrument":"nrs","value":4,"unit":"{score}","phase":"before","when":"2026-11-20T17:00:00+01:00"}
        """;

    private readonly SourceRun _run = new();

    public RealReaderTests() => _run.Reader = new RecordFileReader(_run.Options.Reading).ReadAsync;

    [Fact]
    public async Task Good_records_go_on_and_a_bad_one_is_reported_with_its_line_and_field()
    {
        _run.Write("a.ndjson", Good, Good.Replace("\"nrs\"", "\"nrx\"", StringComparison.Ordinal).Replace("S-1", "S-2", StringComparison.Ordinal));
        await _run.DrainAsync();
        Assert.Equal(["S-1"], _run.Ledger.Effects);
        var fault = _run.Report("a.ndjson").GetProperty("faults")[0];
        Assert.Equal(2, fault.GetProperty("line").GetInt64());
        Assert.Equal("instrument", fault.GetProperty("field").GetString());
        Assert.DoesNotContain("nrx", File.ReadAllText(_run.Folder["failed", "a.ndjson.report.json"]), StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_report_shows_what_was_expected_as_a_person_would_write_it()
    {
        _run.Write("a.ndjson", Good.Replace("17:00:00+01:00", "17:00", StringComparison.Ordinal));
        await _run.DrainAsync();
        Assert.Contains("such as 2026-11-20T17:05:00+01:00", File.ReadAllText(_run.Folder["failed", "a.ndjson.report.json"]), StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_file_of_nothing_but_blank_lines_is_refused_like_an_empty_one()
    {
        _run.Write("a.ndjson", "", "");
        await _run.DrainAsync();
        Assert.Equal(1, _run.Report("a.ndjson").GetProperty("faults").GetArrayLength());
    }

    [Fact]
    public async Task A_field_passed_over_by_permission_is_reported_beside_the_file_that_is_done()
    {
        _run.Options.Reading.UnknownFields = UnknownFields.Warn;
        _run.Write("a.ndjson", Good.Replace("\"phase\"", "\"mood\":\"canary-3e\",\"phase\"", StringComparison.Ordinal));
        await _run.DrainAsync();

        Assert.Equal(["S-1"], _run.Ledger.Effects);
        var report = File.ReadAllText(_run.Folder["done", "a.ndjson.report.json"]);
        using var json = System.Text.Json.JsonDocument.Parse(report);
        var warning = json.RootElement.GetProperty("warnings")[0];
        Assert.Equal((1, "mood"), (warning.GetProperty("line").GetInt64(), warning.GetProperty("field").GetString()));
        Assert.DoesNotContain("canary-3e", report, StringComparison.Ordinal);
    }

    public void Dispose() => _run.Dispose();
}
