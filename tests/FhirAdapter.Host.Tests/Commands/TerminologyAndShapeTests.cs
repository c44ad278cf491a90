using System.Text.Json;

namespace FhirAdapter.Host.Tests.Commands;

public sealed class TerminologyAndShapeTests : IDisposable
{
    private readonly string _overlays = Directory.CreateTempSubdirectory("fhir-adapter-overlays-").FullName;

    public void Dispose() => Directory.Delete(_overlays, recursive: true);

    [Theory]
    [InlineData("run")]
    [InlineData("sync")]
    [InlineData("check")]
    public async Task A_faulty_code_map_stops_the_start_with_exit_code_2_and_every_fault(string verb)
    {
        await using var site = await Site.OpenAsync(patients: "Create");
        Overlay("a.json", "neck-pain", "81680006");
        Overlay("b.json", "nek-pain", "81680005");
        site.Settings["FhirAdapter:Terminology:OverlayFolder"] = _overlays;

        var ended = await site.RunAsync(verb);

        Assert.Equal((2, ""), (ended.ExitCode, ended.Output));
        Assert.Contains("a.json: group[0].element[0].target[0].code: 81680006 has a wrong check digit", ended.Error, StringComparison.Ordinal);
        Assert.Contains("b.json: group[0].element[0].code: nek-pain is not a code of", ended.Error, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Check_says_in_short_and_in_full_what_maps_where_and_what_the_shape_does()
    {
        await using var site = await Site.OpenAsync(patients: "Create");
        Overlay("own.json", "neck-pain", "22253000");
        site.Settings["FhirAdapter:Terminology:OverlayFolder"] = _overlays;
        site.Settings["FhirAdapter:Destinations:FhirServers:server:Shape:Kind"] = "UsCore";

        var brief = await site.RunAsync("check");
        var full = await site.RunAsync("check", "--terminology");
        var json = await site.RunAsync("check", "--json");

        Assert.Equal((0, 0, 0), (brief.ExitCode, full.ExitCode, json.ExitCode));
        Assert.Contains("  own.json: 1 target", brief.Output, StringComparison.Ordinal);
        Assert.Contains("  shape: adds performedDateTime with the data-absent-reason unknown", brief.Output, StringComparison.Ordinal);
        Assert.DoesNotContain("81680005", brief.Output, StringComparison.Ordinal);
        Assert.Contains("    SNOMED CT 22253000, wider [own.json]", full.Output, StringComparison.Ordinal);
        Assert.Contains("    ICD-10-CM M54.2, equivalent [shipped]", full.Output, StringComparison.Ordinal);
        Assert.Contains("  own code and text only: superficial, deep", full.Output, StringComparison.Ordinal);
        using var document = JsonDocument.Parse(json.Output);
        Assert.Equal("server", document.RootElement.GetProperty("destinations")[0].GetProperty("destination").GetString());
        var indication = document.RootElement.GetProperty("terminology").GetProperty("codeSystems").EnumerateArray().Single(s => s.GetProperty("name").GetString() == "indication");
        var neckPain = indication.GetProperty("codes").EnumerateArray().Single(c => c.GetProperty("code").GetString() == "neck-pain");
        Assert.Equal("own.json", neckPain.GetProperty("targets")[0].GetProperty("origin").GetString());
    }

    [Fact]
    public async Task Map_prints_the_shape_asked_for_and_reports_each_change()
    {
        var score = CommandTests.Score("PS-1", 4);
        var shaped = await AdapterProcess.RunAsync(Path.GetTempPath(), null, score, "map", "-", "--ndjson", "--shape", "UsCore", "--drop-extensions", "--report");
        var wrong = await AdapterProcess.RunAsync(Path.GetTempPath(), null, score, "map", "-", "--drop-extensions");

        Assert.Equal(0, shaped.ExitCode);
        using var resource = JsonDocument.Parse(shaped.Output.Trim());
        Assert.EndsWith("us-core-observation-screening-assessment|6.1.0", resource.RootElement.GetProperty("meta").GetProperty("profile")[0].GetString(), StringComparison.Ordinal);
        Assert.False(resource.RootElement.TryGetProperty("extension", out _));
        Assert.Contains("standard input: pain-score/PS-1: Observation pain-score/PS-1 meta.profile[0]: added", shaped.Error, StringComparison.Ordinal);
        Assert.Contains("standard input: pain-score/PS-1: Observation pain-score/PS-1 extension[0]: dropped", shaped.Error, StringComparison.Ordinal);
        Assert.Contains("standard input: pain-score/PS-1: phase: own-code-only", shaped.Error, StringComparison.Ordinal);
        Assert.DoesNotContain("canary", shaped.Error, StringComparison.Ordinal);
        Assert.Equal(2, wrong.ExitCode);
        Assert.Contains("--drop-extensions needs --shape", wrong.Error, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_shaped_destination_gets_shaped_resources()
    {
        await using var site = await Site.OpenAsync(patients: "Create");
        site.Settings["FhirAdapter:Destinations:FhirServers:server:Shape:Kind"] = "UsCore";
        site.Drop("scores.ndjson", CommandTests.Score("PS-1", 4));

        var sync = await site.RunAsync("sync");

        Assert.Equal(0, sync.ExitCode);
        using var client = new HttpClient();
        var found = await client.GetStringAsync(new Uri(site.Server.BaseAddress.AbsoluteUri.TrimEnd('/') + "/Observation"));
        Assert.Contains("us-core-observation-screening-assessment|6.1.0", found, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_folder_gets_a_Provenance_that_refers_to_what_is_written_there()
    {
        await using var site = await Site.OpenAsync(patients: "Create");
        foreach (var key in site.Settings.Keys.Where(k => k.Contains("FhirServers", StringComparison.Ordinal)).ToList())
            site.Settings.Remove(key);
        var folder = Directory.CreateDirectory(Path.Combine(site.Folder, "out")).FullName;
        site.Settings["FhirAdapter:Destinations:Files:folder:Path"] = folder;
        site.Settings["FhirAdapter:Destinations:Files:folder:Shape:Provenance"] = "true";
        site.Drop("scores.ndjson", CommandTests.Score("PS-1", 4));

        var sync = await site.RunAsync("sync");

        Assert.Equal(0, sync.ExitCode);
        var lines = Directory.EnumerateFiles(folder, "*.ndjson", SearchOption.AllDirectories).SelectMany(File.ReadLines)
            .Select(line => JsonDocument.Parse(line).RootElement).Where(r => r.TryGetProperty("resourceType", out _)).ToList();
        var score = lines.Single(r => r.GetProperty("resourceType").GetString() == "Observation");
        var provenance = lines.Single(r => r.GetProperty("resourceType").GetString() == "Provenance");
        Assert.Equal("Observation/" + score.GetProperty("id").GetString(), provenance.GetProperty("target")[0].GetProperty("reference").GetString());
        Assert.False(score.TryGetProperty("contained", out _));
    }

    private void Overlay(string file, string code, string target) => File.WriteAllText(Path.Combine(_overlays, file), $$"""
        {"resourceType": "ConceptMap", "group": [{"source": "https://fhir-adapter.example/CodeSystem/indication", "target": "http://snomed.info/sct",
          "element": [{"code": "{{code}}", "target": [{"code": "{{target}}", "equivalence": "wider"}]}]}]}
        """);
}
