using FhirAdapter.Destinations;
using FhirAdapter.Failures;

namespace FhirAdapter.Tests.Destinations.Files;

public sealed class DiskFailureTests : IDisposable
{
    private const string Full = "/dev/full";

    private readonly DestinationRun _run = new();

    [Fact]
    public async Task A_missing_folder_puts_off_and_is_not_made()
    {
        _run.Options.Path = _run.Folder["missing"];
        AssertDeferred(await _run.DeliverAsync(Deliveries.Procedure("P-1")));
        Assert.False(Directory.Exists(_run.Options.Path));
    }

    [Fact]
    public async Task A_file_in_the_place_of_the_folder_puts_off()
    {
        _run.Options.Path = _run.Folder["file"];
        File.WriteAllText(_run.Options.Path, "");
        AssertDeferred(await _run.DeliverAsync(Deliveries.Procedure("P-1")));
    }

    [Fact]
    public async Task A_type_that_cannot_be_written_puts_the_whole_call_off_and_finishes_nothing()
    {
        File.WriteAllText(_run.Folder["Observation"], "somebody put a file here");
        AssertDeferred(await _run.DeliverAsync(Deliveries.Procedure("P-1", sites: ["site-1"])));
        Assert.DoesNotContain(_run.Files(), file => file.EndsWith(".ndjson", StringComparison.Ordinal));
        File.Delete(_run.Folder["Observation"]);
        Assert.IsType<DeliveryOutcome.Delivered>((await _run.DeliverAsync(Deliveries.Procedure("P-1", sites: ["site-1"])))[0]);
        Assert.DoesNotContain(_run.Files(), file => file.EndsWith(".part", StringComparison.Ordinal));
    }

    [Fact]
    public async Task A_full_disk_puts_off_until_there_is_room_and_is_said_once()
    {
        if (!File.Exists(Full))
            return;
        await using var destination = _run.Start();
        await destination.DeliverAsync([[Deliveries.Procedure("P-0")]], CancellationToken.None);
        File.Move(_run.Folder["manifest.ndjson"], _run.Folder["manifest.aside"]);
        File.CreateSymbolicLink(_run.Folder["manifest.ndjson"], Full);
        AssertDeferred((await destination.DeliverAsync([[Deliveries.Procedure("P-1")]], CancellationToken.None))[0]);
        File.Delete(_run.Folder["manifest.ndjson"]);
        File.Move(_run.Folder["manifest.aside"], _run.Folder["manifest.ndjson"]);
        Assert.IsType<DeliveryOutcome.Delivered>((await destination.DeliverAsync([[Deliveries.Procedure("P-1")]], CancellationToken.None))[0][0]);
        Assert.Equal([4200, 4201], _run.Logger.Collector.GetSnapshot().Select(entry => entry.Id.Id));
    }

    [Fact]
    public async Task A_folder_that_is_taken_away_while_running_is_not_made_anew()
    {
        _run.Options.Path = _run.Folder["mount"];
        Directory.CreateDirectory(_run.Options.Path);
        await using var destination = _run.Start();
        await destination.DeliverAsync([[Deliveries.Procedure("P-1")]], CancellationToken.None);
        Directory.Delete(_run.Options.Path, recursive: true);
        AssertDeferred((await destination.DeliverAsync([[Deliveries.Procedure("P-2")]], CancellationToken.None))[0]);
        Assert.False(Directory.Exists(_run.Options.Path));
    }

    [Fact]
    public async Task A_second_adapter_on_the_same_folder_is_put_off()
    {
        await using var first = _run.Start();
        await first.DeliverAsync([[Deliveries.Procedure("P-1")]], CancellationToken.None);
        AssertDeferred(await _run.DeliverAsync(Deliveries.Procedure("P-2")));
    }

    [Fact]
    public async Task What_needs_no_writing_is_delivered_whatever_the_disk_says()
    {
        var first = await _run.DeliverAsync(Deliveries.Procedure("P-1"));
        _run.Options.Path = _run.Folder["missing"];
        Assert.IsType<DeliveryOutcome.Delivered>((await _run.DeliverAsync(Deliveries.Procedure("P-1", remote: DestinationRun.Remote(first[0]))))[0]);
    }

    [Fact]
    public async Task What_a_crash_left_unfinished_is_removed_and_numbers_go_on()
    {
        await _run.DeliverAsync(Deliveries.Procedure("P-1"));
        File.WriteAllText(_run.Folder["Procedure", DestinationRun.Day, "part-000000002.ndjson.part"], "{\"resourceTy");
        File.WriteAllText(_run.Folder["Procedure", DestinationRun.Day, "notes.part"], "somebody's own");
        await _run.DeliverAsync(Deliveries.Procedure("P-2"));
        Assert.Equal(
            ["Procedure/2026-11-23/notes.part", "Procedure/2026-11-23/part-000000001.ndjson", "Procedure/2026-11-23/part-000000002.ndjson", "manifest.ndjson"],
            _run.Files());
    }

    [Fact]
    public async Task A_file_that_was_finished_and_not_listed_before_a_crash_is_listed()
    {
        await _run.DeliverAsync(Deliveries.Procedure("P-1"));
        var whole = File.ReadAllText(_run.Folder["manifest.ndjson"]);
        await _run.DeliverAsync(Deliveries.Procedure("P-2"));
        var both = File.ReadAllText(_run.Folder["manifest.ndjson"]);
        File.WriteAllText(_run.Folder["manifest.ndjson"], whole);
        await _run.DeliverAsync(Deliveries.Procedure("P-3"));
        var lines = File.ReadAllLines(_run.Folder["manifest.ndjson"]);
        Assert.Equal(both, string.Join('\n', lines[..2]) + "\n");
        Assert.Contains("part-000000003", lines[2], StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_line_of_the_manifest_that_a_crash_cut_off_is_written_anew()
    {
        await _run.DeliverAsync(Deliveries.Procedure("P-1"));
        await _run.DeliverAsync(Deliveries.Procedure("P-2"));
        var both = File.ReadAllText(_run.Folder["manifest.ndjson"]);
        File.WriteAllText(_run.Folder["manifest.ndjson"], both[..^10]);
        await _run.DeliverAsync(Deliveries.Procedure("P-3"));
        Assert.StartsWith(both, File.ReadAllText(_run.Folder["manifest.ndjson"]), StringComparison.Ordinal);
        Assert.Equal(3, File.ReadAllLines(_run.Folder["manifest.ndjson"]).Length);
    }

    [Fact]
    public async Task A_folder_of_the_disk_itself_is_not_looked_into()
    {
        Directory.CreateDirectory(_run.Folder["lost+found", DestinationRun.Day]);
        File.WriteAllText(_run.Folder["lost+found", DestinationRun.Day, "part-000000009.ndjson.part"], "");
        await _run.DeliverAsync(Deliveries.Procedure("P-1"));
        Assert.True(File.Exists(_run.Folder["lost+found", DestinationRun.Day, "part-000000009.ndjson.part"]));
    }

    public void Dispose() => _run.Dispose();

    private static void AssertDeferred(IReadOnlyList<DeliveryOutcome> outcomes)
    {
        var deferred = Assert.IsType<DeliveryOutcome.Deferred>(Assert.Single(outcomes));
        Assert.Equal(FailureCode.Unavailable, deferred.Failure.Code);
        Assert.False(deferred.UsesAttempt);
        Assert.Equal(TimeSpan.FromSeconds(30), deferred.NotBefore);
    }
}
