namespace FhirAdapter.Host.Tests.Sandbox.Search;

public sealed class HistoryTests
{
    [Fact]
    public async Task An_instance_history_tells_create_update_and_delete_newest_first()
    {
        await using var sandbox = await RunningSandbox.StartAsync();
        var id = await sandbox.PatientAsync();
        await sandbox.PutAsync($"Patient/{id}", Some.Patient("a", $"\"id\":\"{id}\","));
        await sandbox.DeleteAsync($"Patient/{id}");

        var history = await sandbox.GetAsync($"Patient/{id}/_history");

        Assert.Equal(3, history.Total);
        Assert.Equal(["DELETE", "PUT", "POST"], history.Entries.Select(entry => entry.GetProperty("request").GetProperty("method").GetString()));
        Assert.Equal(["204", "200", "201"], history.EntryStatuses);
        Assert.Equal(["W/\"3\"", "W/\"2\"", "W/\"1\""], history.Entries.Select(entry => entry.GetProperty("response").GetProperty("etag").GetString()));
        Assert.False(history.Entries[0].TryGetProperty("resource", out _));
        Assert.Equal(404, (await sandbox.GetAsync("Patient/nobody/_history")).Status);
    }

    [Fact]
    public async Task Type_and_system_histories_hold_what_belongs_to_them()
    {
        await using var sandbox = await RunningSandbox.StartAsync();
        var id = await sandbox.PatientAsync();
        await sandbox.PostAsync("Observation", Some.Observation("a", $"Patient/{id}"));

        Assert.Equal(1, (await sandbox.GetAsync("Patient/_history")).Total);
        Assert.Equal(1, (await sandbox.GetAsync("Observation/_history")).Total);
        Assert.Equal(2, (await sandbox.GetAsync("_history")).Total);
    }

    [Fact]
    public async Task Since_is_inclusive_and_pages_follow_next()
    {
        await using var sandbox = await RunningSandbox.StartAsync();
        for (var n = 0; n < 5; n++)
        {
            await sandbox.PatientAsync($"{n}");
            sandbox.Clock.Advance(TimeSpan.FromSeconds(1));
        }

        var first = await sandbox.GetAsync("_history?_since=2026-11-23T10:00:01Z&_count=3");
        var second = await sandbox.GetAsync(first.Next!);

        Assert.Equal((4, 3), (first.Total, first.Entries.Length));
        Assert.Single(second.Entries);
        Assert.Null(second.Next);
    }

    [Theory]
    [InlineData("_history?_since=yesterday")]
    [InlineData("_history?_since=2026-11-23T10:00:01")]
    [InlineData("_history?_count=0")]
    [InlineData("_history?_at=2026")]
    [InlineData("_history?_page=x")]
    public async Task A_history_that_is_not_understood_is_400(string path)
    {
        await using var sandbox = await RunningSandbox.StartAsync();

        Assert.Equal(400, (await sandbox.GetAsync(path)).Status);
    }
}
