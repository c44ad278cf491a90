using System.Text.Json;
using FhirAdapter.Sandbox;

namespace FhirAdapter.Host.Tests.Commands;

/// <summary><c>plan</c>: how records would go to a server and what of them would be lost.</summary>
public sealed class PlanTests : IDisposable
{
    private const string Canary = "canary-7f3a";

    private readonly string _folder = Directory.CreateTempSubdirectory("fhir-adapter-plan-").FullName;

    public void Dispose() => Directory.Delete(_folder, recursive: true);

    [Fact]
    public async Task A_file_is_planned_record_by_record_without_any_value_in_sight()
    {
        var plan = await PlanAsync(File("scores.ndjson", Score(1), Score(2)), "--profile", "oracle-health");

        Assert.Equal((0, ""), (plan.ExitCode, plan.Error));
        Assert.Contains("pain-score/PS-1: as a document", plan.Output, StringComparison.Ordinal);
        Assert.Contains("pain-score/PS-2: as a document", plan.Output, StringComparison.Ordinal);
        Assert.Contains("  create DocumentReference report/pain-score~PS-1, once it was looked up by content; a correction updates it", plan.Output, StringComparison.Ordinal);
        Assert.Contains("    said in text (resource-not-taken): ", plan.Output, StringComparison.Ordinal);
        Assert.Contains("2 records by the write profile oracle-health, planned by the write profile.", plan.Output, StringComparison.Ordinal);
        Assert.DoesNotContain(Canary, plan.Output, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_folder_is_planned_with_all_its_files()
    {
        File("a.ndjson", Score(1));
        File("b.ndjson", Score(2), Score(3));
        File("notes.txt", "no records");

        var plan = await PlanAsync(_folder, "--profile", "open-r4", "--json");

        Assert.Equal(0, plan.ExitCode);
        Assert.Equal(["pain-score/PS-1", "pain-score/PS-2", "pain-score/PS-3"], Records(plan).Select(record => record.GetProperty("key").GetString()));
    }

    [Fact]
    public async Task Standard_input_is_planned_too()
    {
        var plan = await AdapterProcess.RunAsync(_folder, null, Score(1), "plan", "-", "--profile", "epic");

        // The record names no encounter, and every way to this kind of server needs one.
        Assert.Equal(3, plan.ExitCode);
        Assert.Contains("pain-score/PS-1: does NOT go (rejected.no-route): ", plan.Output, StringComparison.Ordinal);
        Assert.Contains("document needs DocumentReference.context.encounter", plan.Output, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Json_tells_of_each_record_the_way_the_resources_and_each_change()
    {
        var plan = await PlanAsync(File("scores.ndjson", Score(1)), "--profile", "athenahealth", "--json");

        using var json = JsonDocument.Parse(plan.Output);
        Assert.Equal(("athenahealth", "the write profile"), (json.RootElement.GetProperty("profile").GetString(), json.RootElement.GetProperty("plannedBy").GetString()));
        Assert.NotEqual(0, json.RootElement.GetProperty("sources").GetArrayLength());
        var record = Assert.Single(Records(plan));
        Assert.Equal("questionnaire-response", record.GetProperty("way").GetString());
        var resource = Assert.Single(record.GetProperty("resources").EnumerateArray());
        Assert.Equal(("QuestionnaireResponse", "by-hand"), (resource.GetProperty("type").GetString(), resource.GetProperty("correction").GetString()));
        Assert.Contains(record.GetProperty("changes").EnumerateArray(), change =>
            change.GetProperty("element").GetString() == "Observation.note" && change.GetProperty("code").GetString() == "said-in-text" && !change.GetProperty("isLoss").GetBoolean());
        Assert.DoesNotContain(Canary, plan.Output, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("open-r4", "by-capability", "create or update Observation pain-score/PS-1, as the server's CapabilityStatement says how")]
    [InlineData("google-healthcare", "by-capability", "create or update Observation pain-score/PS-1, as the server's CapabilityStatement says how")]
    [InlineData("athenahealth", "content-search-then-create", "create QuestionnaireResponse report/pain-score~PS-1, once it was looked up by content")]
    public async Task Each_resource_has_the_interaction_that_the_write_profile_leads_to(string profile, string code, string said)
    {
        var file = File("scores.ndjson", Score(1));
        var json = await PlanAsync(file, "--profile", profile, "--json");
        var text = await PlanAsync(file, "--profile", profile);

        Assert.Equal(code, Assert.Single(Records(json)).GetProperty("resources")[0].GetProperty("interaction").GetString());
        Assert.Contains($"  {said}; a correction ", text.Output, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("\"source\": \"r4\"", "conditional-update", "conditional update of Observation pain-score/PS-1 (creates it where it is not there)")]
    [InlineData("\"update\": false, \"source\": \"r4\"", "conditional-create", "conditional create of Observation pain-score/PS-1")]
    [InlineData("\"update\": false, \"create\": false, \"source\": \"r4\"", "search-then-create", "create Observation pain-score/PS-1, once it was looked up by identifier")]
    public async Task The_server_at_hand_says_which_it_is(string conditional, string code, string said)
    {
        var profile = Path.Combine(_folder, "some.json");
        System.IO.File.WriteAllText(profile, $$"""{ "name": "some", "basedOn": "open-r4", "conditional": { {{conditional}} } }""");
        await using var server = await SandboxServer.StartAsync(new SandboxOptions { Manners = SandboxManners.Of(profile) }, TimeProvider.System, CancellationToken.None);
        var settings = Settings(server.BaseAddress.AbsoluteUri);
        settings["FhirAdapter:Destinations:FhirServers:hospital:WriteProfile:Name"] = "open-r4";
        var file = File("scores.ndjson", Score(1));

        var json = await AdapterProcess.RunAsync(_folder, settings, null, "plan", file, "--destination", "hospital", "--json");
        var text = await AdapterProcess.RunAsync(_folder, settings, null, "plan", file, "--destination", "hospital");

        Assert.Equal(code, Assert.Single(Records(json)).GetProperty("resources")[0].GetProperty("interaction").GetString());
        Assert.Contains($"  {said}; a correction ", text.Output, StringComparison.Ordinal);
    }

    [Fact]
    public async Task The_summary_counts_ways_refusals_and_elements()
    {
        var file = File("scores.ndjson", Score(1), Score(2));
        var text = await PlanAsync(file, "--profile", "oracle-health", "--summary");
        var json = await PlanAsync(file, "--profile", "oracle-health", "--summary", "--json");
        var none = await PlanAsync(file, "--profile", "epic", "--summary");

        Assert.Equal((0, 0, 3), (text.ExitCode, json.ExitCode, none.ExitCode));
        Assert.StartsWith("Loss report: Oracle Health Millennium, R4 (write profile oracle-health)", text.Output, StringComparison.Ordinal);
        Assert.Contains("  known from: Oracle Health's CapabilityStatement (2026-08-14, primary)", text.Output, StringComparison.Ordinal);
        Assert.Contains("  2 go as a document", text.Output, StringComparison.Ordinal);
        Assert.DoesNotContain("PS-1", text.Output, StringComparison.Ordinal);
        using var summary = JsonDocument.Parse(json.Output);
        Assert.Equal(2, summary.RootElement.GetProperty("ways").GetProperty("document").GetInt32());
        Assert.Equal(2, summary.RootElement.GetProperty("elements").GetProperty("Observation.code").GetProperty("said-in-text").GetInt32());
        Assert.Contains("  2 do NOT go: rejected.no-route", none.Output, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Faulty_lines_are_named_the_good_ones_planned_and_the_exit_code_is_3()
    {
        var plan = await PlanAsync(File("scores.ndjson", Score(1), "no JSON", Score(3).Replace("\"nrs\"", "\"nsr\"", StringComparison.Ordinal)), "--profile", "open-r4");

        Assert.Equal(3, plan.ExitCode);
        var errors = plan.Error.Split('\n', StringSplitOptions.RemoveEmptyEntries);
        Assert.Contains(errors, line => line.Contains("scores.ndjson", StringComparison.Ordinal) && line.Contains("line 2", StringComparison.Ordinal));
        Assert.Contains(errors, line => line.Contains("line 3: instrument: ", StringComparison.Ordinal));
        Assert.Contains("pain-score/PS-1: as resources", plan.Output, StringComparison.Ordinal);
        Assert.DoesNotContain("PS-3", plan.Output, StringComparison.Ordinal);
        Assert.DoesNotContain(Canary, plan.Output + plan.Error, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_profile_of_ones_own_is_found_in_its_folder_and_its_mistakes_are_told_by_place()
    {
        var file = File("scores.ndjson", Score(1));
        System.IO.File.WriteAllText(Path.Combine(_folder, "northwind.json"), """{ "name": "northwind", "basedOn": "oracle-health", "title": "Northwind", "routes": { "pain-score": { "ways": ["questionnaire-response"], "source": "choice" } }, "types": { "QuestionnaireResponse": { "interactions": ["create"], "source": "choice" } } }""");
        System.IO.File.WriteAllText(Path.Combine(_folder, "wrong.json"), """{ "name": "wrong", "basedOn": "oracle-health", "types": { "Procedure": { "elements": { "bodysite": { "is": "kept", "source": "choice" } } } } }""");

        var good = await PlanAsync(file, "--profile", "northwind", "--profile-folder", _folder);
        var bad = await PlanAsync(file, "--profile", "wrong", "--profile-folder", _folder);

        Assert.Contains("pain-score/PS-1: as a questionnaire response", good.Output, StringComparison.Ordinal);
        Assert.Equal((2, ""), (bad.ExitCode, bad.Output));
        Assert.Contains("wrong.json#/types/Procedure/elements/bodysite", bad.Error, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_destination_is_planned_for_by_what_its_server_says_and_nothing_is_sent_or_kept()
    {
        await using var server = await SandboxServer.StartAsync(new SandboxOptions { Manners = SandboxManners.Of("oracle-health") }, TimeProvider.System, CancellationToken.None);
        var settings = Settings(server.BaseAddress.AbsoluteUri);
        var file = File("scores.ndjson", Score(1));

        var plan = await AdapterProcess.RunAsync(_folder, settings, null, "plan", file, "--destination", "hospital");
        var nowhere = await AdapterProcess.RunAsync(_folder, Settings("http://127.0.0.1:1/fhir"), null, "plan", file, "--destination", "hospital");

        Assert.Equal((0, 0), (plan.ExitCode, nowhere.ExitCode));
        Assert.Contains("pain-score/PS-1: as a document", plan.Output, StringComparison.Ordinal);
        Assert.Contains("planned by the write profile, and what the server says now that it can", plan.Output, StringComparison.Ordinal);
        Assert.Contains("planned by the write profile alone", nowhere.Output, StringComparison.Ordinal);
        Assert.Empty(server.Resources);
        Assert.False(System.IO.File.Exists(Path.Combine(_folder, "ledger.db")));
    }

    [Theory]
    [InlineData("Give --destination NAME, or --profile NAME")]
    [InlineData("Give --destination NAME, or --profile NAME", "--profile", "epic", "--destination", "hospital")]
    [InlineData("--profile-folder needs --profile NAME", "--destination", "hospital", "--profile-folder", "/tmp")]
    [InlineData("Did you mean epic?", "--profile", "epik")]
    [InlineData("Did you mean hospital?", "--destination", "hospitl")]
    public async Task What_cannot_be_planned_by_is_said_with_exit_code_2(string said, params string[] arguments)
    {
        var plan = await AdapterProcess.RunAsync(_folder, Settings("http://127.0.0.1:1/fhir"), null, ["plan", File("scores.ndjson", Score(1)), .. arguments]);

        Assert.Equal(2, plan.ExitCode);
        Assert.Contains(said, plan.Error, StringComparison.Ordinal);
        Assert.DoesNotContain("pain-score/", plan.Output, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_file_that_is_not_there_is_named_with_exit_code_2()
    {
        var plan = await PlanAsync(Path.Combine(_folder, "nothing.ndjson"), "--profile", "epic");

        Assert.Equal(2, plan.ExitCode);
        Assert.StartsWith("There is no file or folder ", plan.Error, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Help_tells_the_options_and_the_exit_code()
    {
        var help = await AdapterProcess.RunAsync(_folder, null, null, "plan", "--help");

        Assert.Equal(0, help.ExitCode);
        Assert.All(["--destination", "--profile", "--profile-folder", "--summary", "--json", "Exit code 3", "athenahealth"], each => Assert.Contains(each, help.Output, StringComparison.Ordinal));
    }

    private Task<AdapterProcess.Ended> PlanAsync(string file, params string[] arguments) => AdapterProcess.RunAsync(_folder, null, null, ["plan", file, .. arguments]);

    private string File(string name, params string[] lines)
    {
        var path = Path.Combine(_folder, name);
        System.IO.File.WriteAllLines(path, lines);
        return path;
    }

    private static string Score(int number) => CommandTests.Score($"PS-{number}", 4);

    private static List<JsonElement> Records(AdapterProcess.Ended plan) => [.. JsonDocument.Parse(plan.Output).RootElement.GetProperty("records").EnumerateArray()];

    private Dictionary<string, string?> Settings(string server) => new()
    {
        ["FhirAdapter:Identity:System"] = "https://clinic.example/fhir/id",
        ["FhirAdapter:Outbox:Path"] = Path.Combine(_folder, "ledger.db"),
        ["FhirAdapter:Destinations:FhirServers:hospital:BaseAddress"] = server,
        ["FhirAdapter:Destinations:FhirServers:hospital:WriteProfile:Name"] = "oracle-health",
    };
}
