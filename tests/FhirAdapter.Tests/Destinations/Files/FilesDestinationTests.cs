using FhirAdapter.Destinations;
using FhirAdapter.Destinations.Files;
using FhirAdapter.Failures;
using FhirAdapter.Outbox;
using FhirAdapter.Records;

namespace FhirAdapter.Tests.Destinations.Files;

public sealed class FilesDestinationTests : IDisposable
{
    // base32(hmac-sha256("a key for tests only", "Procedure\nhttps://clinic.example/fhir/id/procedure\nP-1")) by other means than the adapter's.
    private const string ProcedureId = "malfh4hqvvs2ij6beerncwbabotmfh34yo5a4t74zzqst7iizv6a";

    private readonly DestinationRun _run = new();

    [Fact]
    public async Task A_call_writes_one_finished_file_of_each_type_and_lists_it()
    {
        var outcomes = await _run.DeliverAsync(Deliveries.Procedure("P-1", "Übung", ["site-1", "site-2"]));
        Assert.Equal(
            ["Observation/2026-11-23/part-000000002.ndjson", "Procedure/2026-11-23/part-000000001.ndjson", "manifest.ndjson"], _run.Files());
        var id = ProcedureId;
        Assert.Equal(
            $$$"""{"resourceType":"Procedure","id":"{{{id}}}","status":"completed","subject":{"type":"Patient","identifier":{"system":"https://clinic.example/fhir/id/patient","value":"pat-1"}},"note":[{"text":"Übung"}]}""",
            Assert.Single(_run.Lines("Procedure", 1)));
        Assert.All(_run.Lines("Observation", 2), line => Assert.Contains($"\"partOf\":[{{\"reference\":\"Procedure/{id}\"", line, StringComparison.Ordinal));
        Assert.Equal($"Procedure/{id}", Assert.IsType<DeliveryOutcome.Delivered>(outcomes[0]).RemoteId);
    }

    [Fact]
    public async Task The_manifest_tells_type_count_size_and_hash_of_each_file_in_the_order_they_were_finished()
    {
        await _run.DeliverAsync(Deliveries.Procedure("P-1", sites: ["site-1", "site-2"]));
        await _run.DeliverAsync(Deliveries.Procedure("P-2"));
        var lines = File.ReadAllLines(_run.Folder["manifest.ndjson"]).Select(line => ManifestLine.Parse(System.Text.Encoding.UTF8.GetBytes(line))!).ToList();
        Assert.Equal([("Procedure", 1L), ("Observation", 2L), ("Procedure", 1L)], lines.Select(line => (line.Type, line.Count)));
        Assert.Equal([1L, 2L, 3L], lines.Select(line => line.Sequence));
        foreach (var line in lines)
        {
            var content = File.ReadAllBytes(_run.Folder[line.File.Split('/')]);
            Assert.Equal(content.Length, line.Bytes);
            Assert.Equal(Convert.ToHexStringLower(System.Security.Cryptography.SHA256.HashData(content)), line.Sha256);
            Assert.Equal(_run.Time.GetUtcNow(), line.Finished);
        }
    }

    [Fact]
    public async Task What_is_unchanged_is_not_written_again()
    {
        var first = await _run.DeliverAsync(Deliveries.Procedure("P-1", sites: ["site-1"]));
        var second = await _run.DeliverAsync(Deliveries.Procedure("P-1", sites: ["site-1"], remote: DestinationRun.Remote(first[0])));
        Assert.Equal(3, _run.Files().Length);
        Assert.Equal(DestinationRun.Remote(first[0]).ToArray(), DestinationRun.Remote(second[0]).ToArray());
    }

    [Fact]
    public async Task Only_what_changed_is_written_again_and_under_the_same_id()
    {
        var first = await _run.DeliverAsync(Deliveries.Procedure("P-1", sites: ["site-1"]));
        await _run.DeliverAsync(Deliveries.Procedure("P-1", "changed", ["site-1"], DestinationRun.Remote(first[0])));
        Assert.False(Directory.Exists(_run.Folder["Observation", DestinationRun.Day, "part-000000004.ndjson"]));
        Assert.Equal(4, _run.Files().Length);
        Assert.Equal(Id(_run.Lines("Procedure", 1)[0]), Id(_run.Lines("Procedure", 3)[0]));
        Assert.Contains("changed", _run.Lines("Procedure", 3)[0], StringComparison.Ordinal);
    }

    [Fact]
    public async Task Sent_again_after_a_lost_settlement_a_loader_ends_with_the_same_resources()
    {
        await _run.DeliverAsync(Deliveries.Procedure("P-1", sites: ["site-1"]));
        var once = Loaded();
        await _run.DeliverAsync(Deliveries.Procedure("P-1", sites: ["site-1"]));
        Assert.Equal(once, Loaded());
        Assert.Equal(2, once.Count);
    }

    [Fact]
    public async Task A_part_that_vanished_is_taken_back_once()
    {
        var first = await _run.DeliverAsync(Deliveries.Procedure("P-1", sites: ["site-1", "site-2"]));
        var second = await _run.DeliverAsync(Deliveries.Procedure("P-1", sites: ["site-1"], remote: DestinationRun.Remote(first[0])));
        var retracted = Assert.Single(_run.Lines("Observation", 3));
        Assert.Equal(Id(_run.Lines("Observation", 2)[1]), Id(retracted));
        Assert.Contains("entered-in-error", retracted, StringComparison.Ordinal);
        await _run.DeliverAsync(Deliveries.Procedure("P-1", sites: ["site-1"], remote: DestinationRun.Remote(second[0])));
        Assert.Equal(4, _run.Files().Length);
    }

    [Fact]
    public async Task Patients_are_written_only_where_asked_for_and_are_then_referred_to_literally()
    {
        _run.Options.Parties = PartyWriting.Write;
        await _run.DeliverAsync(Deliveries.Procedure("P-1"));
        var patient = Id(Assert.Single(_run.Lines("Patient", 1)));
        Assert.Contains($"\"subject\":{{\"reference\":\"Patient/{patient}\"", _run.Lines("Procedure", 2)[0], StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_record_waits_for_the_record_it_needs_and_lets_others_pass()
    {
        var outcomes = await _run.DeliverAsync(Deliveries.Score("S-1", "P-1"), Deliveries.Procedure("P-2"));
        Assert.Equal(FailureCode.ReferenceAwaited, Assert.IsType<DeliveryOutcome.Held>(outcomes[0]).Failure.Code);
        Assert.IsType<DeliveryOutcome.Delivered>(outcomes[1]);
        Assert.DoesNotContain(_run.Files(), file => file.StartsWith("Observation", StringComparison.Ordinal));
    }

    [Fact]
    public async Task A_record_that_needs_a_parked_one_says_so()
    {
        var parked = new Dependency(new RecordKey(RecordKind.NeedlingProcedure, "P-1"), DeliveryState.Parked, default);
        var outcomes = await _run.DeliverAsync(Deliveries.Score("S-1", "P-1", parked));
        Assert.Equal(FailureCode.ReferenceParked, Assert.IsType<DeliveryOutcome.Held>(outcomes[0]).Failure.Code);
    }

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public async Task A_record_refers_literally_to_one_that_was_delivered_before_it(bool inTheSameCall)
    {
        IReadOnlyList<DeliveryOutcome> outcomes;
        if (inTheSameCall)
        {
            outcomes = await _run.DeliverAsync(Deliveries.Procedure("P-1"), Deliveries.Score("S-1", "P-1"));
        }
        else
        {
            var first = await _run.DeliverAsync(Deliveries.Procedure("P-1"));
            var there = new Dependency(new RecordKey(RecordKind.NeedlingProcedure, "P-1"), DeliveryState.Delivered, DestinationRun.Remote(first[0]));
            outcomes = await _run.DeliverAsync(Deliveries.Score("S-1", "P-1", there));
        }

        Assert.IsType<DeliveryOutcome.Delivered>(outcomes[^1]);
        Assert.Contains($"\"reference\":\"Procedure/{Id(_run.Lines("Procedure", 1)[0])}\"", _run.Lines("Observation", 2)[0], StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_record_that_can_do_without_another_refers_to_it_by_identifier()
    {
        await _run.DeliverAsync(Deliveries.Score("S-1", "P-1", required: false));
        Assert.Contains("\"partOf\":[{\"type\":\"Procedure\",\"identifier\"", _run.Lines("Observation", 1)[0], StringComparison.Ordinal);
    }

    [Fact]
    public async Task The_resources_of_several_lanes_stand_in_the_order_given()
    {
        await using var destination = _run.Start();
        await destination.DeliverAsync(
            [[Deliveries.Procedure("P-1", "1"), Deliveries.Procedure("P-2", "2")], [Deliveries.Procedure("P-3", "3")]], CancellationToken.None);
        var lines = _run.Lines("Procedure", 1);
        Assert.Equal(3, lines.Length);
        for (var i = 0; i < 3; i++)
            Assert.Contains($"\"text\":\"{i + 1}\"", lines[i], StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_file_that_is_large_enough_is_followed_by_the_next()
    {
        _run.Options.MaxFileBytes = 1;
        await _run.DeliverAsync(Deliveries.Procedure("P-1"), Deliveries.Procedure("P-2"));
        Assert.Single(_run.Lines("Procedure", 1));
        Assert.Single(_run.Lines("Procedure", 2));
    }

    [Fact]
    public async Task Several_callers_at_once_do_not_disturb_each_other()
    {
        await using var destination = _run.Start();
        await Task.WhenAll(Enumerable.Range(0, 20).Select(i =>
            Task.Run(() => destination.DeliverAsync([[Deliveries.Procedure($"P-{i}")]], CancellationToken.None))));
        Assert.Equal(20, Loaded().Count);
        Assert.Equal(20, File.ReadAllLines(_run.Folder["manifest.ndjson"]).Length);
    }

    [Fact]
    public async Task Files_and_folders_are_for_their_owner_only()
    {
        if (OperatingSystem.IsWindows())
            return;
        await _run.DeliverAsync(Deliveries.Procedure("P-1"));
        foreach (var file in _run.Files().Append(".lock"))
            Assert.Equal(UnixFileMode.UserRead | UnixFileMode.UserWrite, File.GetUnixFileMode(_run.Folder[file]));
        Assert.Equal(UnixFileMode.UserRead | UnixFileMode.UserWrite | UnixFileMode.UserExecute, File.GetUnixFileMode(_run.Folder["Procedure"]));
    }

    [Fact]
    public async Task Probing_says_whether_it_can_be_written_and_leaves_nothing()
    {
        await using var destination = _run.Start();
        var there = await destination.ProbeAsync(CancellationToken.None);
        Assert.True(there.Reachable, string.Join(' ', there.Findings));
        Assert.Empty(_run.Files());
        _run.Options.Path = _run.Folder["missing"];
        await using var missing = _run.Start();
        Assert.False((await missing.ProbeAsync(CancellationToken.None)).Reachable);
    }

    [Fact]
    public void The_id_of_a_resource_is_fixed_for_ever() =>
        Assert.Equal(ProcedureId, new IdentityKey(_run.KeyFile, mayMake: false).IdOf("Procedure", new BusinessIdentifier { System = "https://clinic.example/fhir/id/procedure", Value = "P-1" }));

    [Fact]
    public async Task With_another_key_nothing_is_written_for_it_would_be_there_twice()
    {
        var first = await _run.DeliverAsync(Deliveries.Procedure("P-1", sites: ["site-1"]));
        var files = _run.Files();
        _run.WriteKey("another key for tests");

        var deferred = Assert.IsType<DeliveryOutcome.Deferred>((await _run.DeliverAsync(Deliveries.Procedure("P-1", "changed", ["site-1"], DestinationRun.Remote(first[0]))))[0]);

        Assert.Equal((FailureCode.IdentityKeyChanged, "Identity:KeyFile", false), (deferred.Failure.Code, deferred.Failure.Path, deferred.UsesAttempt));
        Assert.Equal(files, _run.Files());
    }

    [Fact]
    public async Task Without_its_key_everything_waits_and_goes_on_when_it_is_back()
    {
        File.Move(_run.KeyFile, _run.KeyFile + ".away");
        await using var destination = _run.Start();

        var deferred = Assert.IsType<DeliveryOutcome.Deferred>((await destination.DeliverAsync([[Deliveries.Procedure("P-1")]], CancellationToken.None))[0][0]);
        Assert.Equal((FailureCode.Unavailable, "Identity:KeyFile", false), (deferred.Failure.Code, deferred.Failure.Path, deferred.UsesAttempt));
        Assert.Empty(_run.Files());
        Assert.False((await destination.ProbeAsync(CancellationToken.None)).Reachable);

        File.Move(_run.KeyFile + ".away", _run.KeyFile);
        Assert.IsType<DeliveryOutcome.Delivered>((await destination.DeliverAsync([[Deliveries.Procedure("P-1")]], CancellationToken.None))[0][0]);
    }

    public void Dispose() => _run.Dispose();

    private static string Id(string line) => System.Text.Json.JsonDocument.Parse(line).RootElement.GetProperty("id").GetString()!;

    // What a loader has that takes the files in the manifest's order and upserts by type and id.
    private SortedDictionary<string, string> Loaded()
    {
        var loaded = new SortedDictionary<string, string>(StringComparer.Ordinal);
        foreach (var entry in File.ReadAllLines(_run.Folder["manifest.ndjson"]))
        {
            var file = ManifestLine.Parse(System.Text.Encoding.UTF8.GetBytes(entry))!;
            foreach (var line in File.ReadAllLines(_run.Folder[file.File.Split('/')]))
                loaded[$"{file.Type}/{Id(line)}"] = line;
        }

        return loaded;
    }
}
