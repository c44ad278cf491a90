using System.Globalization;
using System.Text.Json;

namespace FhirAdapter.Host.Tests.Commands;

public sealed class CommandTests
{
    private const string Canary = "canary-7f3a";

    private static readonly string[] Verbs = ["demo", "run", "sync", "map", "check", "status", "dead-letters", "replay", "accept", "why", "backup", "keys", "sandbox"];

    [Fact]
    public async Task Help_names_every_verb_and_the_exit_codes()
    {
        var help = await AdapterProcess.RunAsync(Path.GetTempPath(), null, null, "--help");

        Assert.Equal(0, help.ExitCode);
        Assert.All(Verbs, verb => Assert.Contains($"  {verb}", help.Output, StringComparison.Ordinal));
        Assert.Contains("Exit codes: 0", help.Output, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Settings_that_are_wrong_are_told_all_at_once_with_exit_code_2()
    {
        var folder = Directory.CreateTempSubdirectory("fhir-adapter-settings-").FullName;
        var ended = await AdapterProcess.RunAsync(folder, null, null, "sync", "--set", "Delivery:Workers=0", "--set", "Delivery:Lese=1");

        Assert.Equal(2, ended.ExitCode);
        Assert.Contains("FhirAdapter:Identity:System is missing: set it.", ended.Error, StringComparison.Ordinal);
        Assert.Contains("FhirAdapter:Delivery:Workers must be from 1 to 64.", ended.Error, StringComparison.Ordinal);
        Assert.Contains("FhirAdapter:Delivery:Lese is not a setting. Did you mean Lease?", ended.Error, StringComparison.Ordinal);
        Assert.Contains("FhirAdapter:Destinations names no destination", ended.Error, StringComparison.Ordinal);
        Assert.Empty(ended.Output);
        Directory.Delete(folder, recursive: true);
    }

    [Fact]
    public async Task Accept_says_how_much_there_was_to_accept_and_knows_only_destinations_of_the_settings()
    {
        await using var site = await Site.OpenAsync(patients: "Resolve");
        await site.RunAsync("sync", "--wait", "00:00:00");

        var nothing = await site.RunAsync("accept", "server");
        var nowhere = await site.RunAsync("accept", "nowhere");

        Assert.Equal((0, "server: there is nothing to accept."), (nothing.ExitCode, nothing.Output.Trim()));
        Assert.Equal((2, "There is no destination named 'nowhere' in the settings."), (nowhere.ExitCode, nowhere.Error.Trim()));
    }

    [Fact]
    public async Task Map_prints_the_resources_of_standard_input_and_names_what_was_refused()
    {
        var good = await AdapterProcess.RunAsync(Path.GetTempPath(), null, Score("PS-1", 0), "map", "-", "--ndjson");
        var bad = await AdapterProcess.RunAsync(Path.GetTempPath(), null, Score("PS-1", 0) + "\n" + Score("PS-2", 11), "map", "-");

        Assert.Equal(0, good.ExitCode);
        Assert.Equal(
            "Once own-code-only: a code goes out as the adapter's own code and its text, because it has none elsewhere.\n--report names each.\n",
            good.Error.ReplaceLineEndings("\n"));
        using var resource = JsonDocument.Parse(good.Output.Trim());
        Assert.Equal(0, resource.RootElement.GetProperty("valueQuantity").GetProperty("value").GetDecimal());
        Assert.Equal(3, bad.ExitCode);
        Assert.StartsWith("standard input: line 2: value: ", bad.Error, StringComparison.Ordinal);
        using var bundle = JsonDocument.Parse(bad.Output);
        Assert.Equal(1, bundle.RootElement.GetProperty("entry").GetArrayLength());
    }

    [Fact]
    public async Task A_patient_the_server_does_not_know_is_parked_shown_and_replayed_without_any_value_in_sight()
    {
        await using var site = await Site.OpenAsync(patients: "Resolve");
        site.Drop("scores.ndjson", Score("PS-1", 4));

        var sync = await site.RunAsync("sync", "--wait", "00:00:00");
        var letters = await site.RunAsync("dead-letters");
        var lettersJson = await site.RunAsync("dead-letters", "--json");
        var parked = await site.RunAsync("status");
        var parkedJson = await site.RunAsync("status", "--json");
        await CreatePatientAsync(site.Server.BaseAddress);
        var replay = await site.RunAsync("replay", "pain-score/PS-1");
        var again = await site.RunAsync("sync");
        var why = await site.RunAsync("why", "pain-score/PS-1");
        var status = await site.RunAsync("status", "--json");

        Assert.Equal((3, 0, 0, 0, 0), (sync.ExitCode, letters.ExitCode, replay.ExitCode, again.ExitCode, why.ExitCode));
        Assert.Contains("rejected.patient-not-found", letters.Output, StringComparison.Ordinal);
        using (var json = JsonDocument.Parse(lettersJson.Output))
            Assert.Equal("pain-score/PS-1", json.RootElement[0].GetProperty("key").GetString());
        Assert.Contains("server: 1 parked: rejected.patient-not-found", parked.Output, StringComparison.Ordinal);
        using (var json = JsonDocument.Parse(parkedJson.Output))
        {
            var reason = Assert.Single(json.RootElement.GetProperty("destinations")[0].GetProperty("parkedReasons").EnumerateArray());
            Assert.Equal(("rejected.patient-not-found", 1), (reason.GetProperty("code").GetString(), reason.GetProperty("count").GetInt32()));
        }

        Assert.Contains("1 delivery is due again", replay.Output, StringComparison.Ordinal);
        Assert.Contains("parked: rejected.patient-not-found", why.Output, StringComparison.Ordinal);
        Assert.Contains("Observation/", why.Output, StringComparison.Ordinal);
        using (var json = JsonDocument.Parse(status.Output))
        {
            var counts = json.RootElement.GetProperty("destinations")[0];
            Assert.Empty(json.RootElement.GetProperty("readiness").GetProperty("findings").EnumerateArray());
            Assert.Empty(counts.GetProperty("parkedReasons").EnumerateArray());
            Assert.Equal((1, 1, 0), (counts.GetProperty("accepted").GetInt32(), counts.GetProperty("delivered").GetInt32(), counts.GetProperty("residue").GetInt32()));
        }

        foreach (var shown in new[] { sync, letters, lettersJson, parked, parkedJson, replay, again, why, status })
            Assert.DoesNotContain(Canary, shown.Output + shown.Error, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Check_says_what_the_server_can_do_and_fails_when_it_cannot_be_reached()
    {
        await using var site = await Site.OpenAsync(patients: "Create");
        var there = await site.RunAsync("check");
        site.Settings["FhirAdapter:Destinations:FhirServers:server:BaseAddress"] = "http://127.0.0.1:1/fhir";
        var notThere = await site.RunAsync("check");

        Assert.Equal((0, 3), (there.ExitCode, notThere.ExitCode));
        Assert.Contains("FhirAdapter sandbox", there.Output, StringComparison.Ordinal);
        Assert.Contains("server: NOT usable", notThere.Output, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_record_that_was_never_seen_is_said_so()
    {
        await using var site = await Site.OpenAsync(patients: "Create");
        var why = await site.RunAsync("why", "pain-score/PS-404");
        var wrong = await site.RunAsync("why", "score/1");

        Assert.Equal(3, why.ExitCode);
        Assert.Contains("never seen pain-score/PS-404", why.Error, StringComparison.Ordinal);
        Assert.Equal(2, wrong.ExitCode);
        Assert.Contains("KIND/ID", wrong.Error, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_file_dropped_into_a_running_adapter_arrives_and_SIGTERM_ends_it_well()
    {
        await using var site = await Site.OpenAsync(patients: "Create");
        using var run = AdapterProcess.Start(site.Folder, site.Settings, "run");
        site.Drop("first.ndjson", Score("PS-1", 4));
        await Until.TrueAsync(() => Observations(site) == 1, TimeSpan.FromSeconds(60), "the first score is on the server");
        site.Drop("second.ndjson", Score("PS-2", 5));
        await Until.TrueAsync(() => Observations(site) == 2, TimeSpan.FromSeconds(30), "the second score is on the server");
        await Until.TrueAsync(() => File.Exists(Path.Combine(site.Inbox, "done", "second.ndjson")), TimeSpan.FromSeconds(10), "the file is in done/");

        run.Terminate();
        var ended = await run.EndAsync();

        Assert.Equal(0, ended.ExitCode);
        Assert.DoesNotContain(Canary, ended.Output + ended.Error, StringComparison.Ordinal);
    }

    internal static string Score(string id, int value) => string.Create(CultureInfo.InvariantCulture,
        $$"""{"kind":"pain-score","id":"{{id}}","version":1,"lastChanged":"2026-11-20T17:31:00+01:00","patient":{"system":"urn:oid:2.999.1","value":"{{Canary}}"},"instrument":"nrs","value":{{value}},"unit":"{score}","phase":"after","when":"2026-11-20T17:30:00+01:00","answeredBy":"patient","note":"{{Canary}}"}""");

    private static int Observations(Site site) => site.Server.CountByType().GetValueOrDefault("Observation");

    private static async Task CreatePatientAsync(Uri server)
    {
        using var client = new HttpClient();
        using var content = new StringContent(
            $$"""{"resourceType":"Patient","identifier":[{"system":"urn:oid:2.999.1","value":"{{Canary}}"}]}""", null, "application/fhir+json");
        var created = await client.PostAsync(new Uri(server.AbsoluteUri.TrimEnd('/') + "/Patient"), content);
        created.EnsureSuccessStatusCode();
    }
}
