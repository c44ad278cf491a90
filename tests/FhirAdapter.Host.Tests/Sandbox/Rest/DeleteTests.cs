namespace FhirAdapter.Host.Tests.Sandbox.Rest;

public sealed class DeleteTests
{
    [Fact]
    public async Task A_deleted_resource_is_410_and_found_no_more()
    {
        await using var sandbox = await RunningSandbox.StartAsync();
        var id = await sandbox.PatientAsync("a");

        var deleted = await sandbox.DeleteAsync($"Patient/{id}");

        Assert.Equal(204, deleted.Status);
        var read = await sandbox.GetAsync($"Patient/{id}");
        Assert.Equal((410, "deleted"), (read.Status, read.Issue().Code));
        Assert.Equal(410, (await sandbox.GetAsync($"Patient/{id}/_history/2")).Status);
        Assert.Equal(200, (await sandbox.GetAsync($"Patient/{id}/_history/1")).Status);
        Assert.Equal(0, (await sandbox.GetAsync($"Patient?identifier={Some.System}|a")).Total);
        Assert.Empty(sandbox.Server.CountByType());
    }

    [Fact]
    public async Task An_update_brings_a_deleted_resource_back()
    {
        await using var sandbox = await RunningSandbox.StartAsync();
        var id = await sandbox.PatientAsync("a");
        await sandbox.DeleteAsync($"Patient/{id}");

        var back = await sandbox.PutAsync($"Patient/{id}", Some.Patient("a", $"\"id\":\"{id}\","));

        Assert.Equal((201, "3"), (back.Status, back.VersionId));
        Assert.Equal(200, (await sandbox.GetAsync($"Patient/{id}")).Status);
        Assert.Equal(1, (await sandbox.GetAsync($"Patient?identifier={Some.System}|a")).Total);
    }

    [Fact]
    public async Task Deleting_again_or_deleting_nothing_is_204_and_writes_nothing()
    {
        await using var sandbox = await RunningSandbox.StartAsync();
        var id = await sandbox.PatientAsync();
        await sandbox.DeleteAsync($"Patient/{id}");

        Assert.Equal(204, (await sandbox.DeleteAsync($"Patient/{id}")).Status);
        Assert.Equal(204, (await sandbox.DeleteAsync("Patient/nobody")).Status);
        Assert.Equal(2, (await sandbox.GetAsync("_history")).Total);
    }

    [Fact]
    public async Task If_match_guards_a_delete()
    {
        await using var sandbox = await RunningSandbox.StartAsync();
        var id = await sandbox.PatientAsync();

        Assert.Equal(412, (await sandbox.DeleteAsync($"Patient/{id}", ("If-Match", "W/\"2\""))).Status);
        Assert.Equal(204, (await sandbox.DeleteAsync($"Patient/{id}", ("If-Match", "W/\"1\""))).Status);
    }

    [Fact]
    public async Task Conditional_delete_is_not_served()
    {
        await using var sandbox = await RunningSandbox.StartAsync();
        await sandbox.PatientAsync("a");

        Assert.Equal(405, (await sandbox.DeleteAsync($"Patient?identifier={Some.System}|a")).Status);
        Assert.Single(sandbox.Server.Resources);
    }
}
