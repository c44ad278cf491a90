using FhirAdapter.Sandbox;

namespace FhirAdapter.Host.Tests.Sandbox.Rest;

public sealed class UpdateTests
{
    [Fact]
    public async Task An_update_makes_the_next_version()
    {
        await using var sandbox = await RunningSandbox.StartAsync();
        var id = await sandbox.PatientAsync("old");

        var reply = await sandbox.PutAsync($"Patient/{id}", Some.Patient("new", $"\"id\":\"{id}\","));

        Assert.Equal((200, "2", "W/\"2\""), (reply.Status, reply.VersionId, reply.ETag));
        Assert.Equal(0, (await sandbox.GetAsync($"Patient?identifier={Some.System}|old")).Total);
        Assert.Equal(1, (await sandbox.GetAsync($"Patient?identifier={Some.System}|new")).Total);
    }

    [Theory]
    [InlineData("\"id\":\"other\",")]
    [InlineData("")]
    public async Task An_id_in_the_body_that_is_not_the_one_in_the_address_is_400(string id)
    {
        await using var sandbox = await RunningSandbox.StartAsync();
        var patient = await sandbox.PatientAsync();

        var reply = await sandbox.PutAsync($"Patient/{patient}", Some.Patient("a", id));

        Assert.Equal((400, "Patient.id"), (reply.Status, reply.Issue().Expression));
    }

    [Fact]
    public async Task An_id_that_was_never_used_is_405_unless_update_create_is_on()
    {
        await using var without = await RunningSandbox.StartAsync();
        await using var with = await RunningSandbox.StartAsync(new SandboxOptions { UpdateCreate = true });

        var refused = await without.PutAsync("Patient/mine", Some.Patient("a", "\"id\":\"mine\","));
        var created = await with.PutAsync("Patient/mine", Some.Patient("a", "\"id\":\"mine\","));
        var updated = await with.PutAsync("Patient/mine", Some.Patient("a", "\"id\":\"mine\","));

        Assert.Equal((405, "not-supported"), (refused.Status, refused.Issue().Code));
        Assert.Equal((201, "mine", 200), (created.Status, created.Id, updated.Status));
    }

    [Theory]
    [InlineData("W/\"1\"", 200)]
    [InlineData("\"1\"", 200)]
    [InlineData("W/\"2\"", 412)]
    [InlineData("W/\"x\"", 412)]
    [InlineData("1", 400)]
    [InlineData("W/1", 400)]
    [InlineData("W/\"1\", W/\"2\"", 400)]
    public async Task If_match_lets_only_the_current_version_be_replaced(string ifMatch, int status)
    {
        await using var sandbox = await RunningSandbox.StartAsync();
        var id = await sandbox.PatientAsync();

        var reply = await sandbox.PutAsync($"Patient/{id}", Some.Patient("b", $"\"id\":\"{id}\","), ("If-Match", ifMatch));

        Assert.Equal(status, reply.Status);
        Assert.Equal(status == 200 ? 2 : 1, sandbox.Server.Resources.Single().VersionId);
    }

    [Fact]
    public async Task If_match_never_fits_what_is_deleted_or_was_never_there()
    {
        await using var sandbox = await RunningSandbox.StartAsync(new SandboxOptions { UpdateCreate = true });
        var id = await sandbox.PatientAsync();
        await sandbox.DeleteAsync($"Patient/{id}");

        Assert.Equal(412, (await sandbox.PutAsync($"Patient/{id}", Some.Patient("a", $"\"id\":\"{id}\","), ("If-Match", "W/\"2\""))).Status);
        Assert.Equal(412, (await sandbox.PutAsync("Patient/new", Some.Patient("a", "\"id\":\"new\","), ("If-Match", "W/\"1\""))).Status);
        Assert.Empty(sandbox.Server.Resources);
    }

    [Fact]
    public async Task Of_ten_updates_of_one_version_one_succeeds()
    {
        await using var sandbox = await RunningSandbox.StartAsync();
        var id = await sandbox.PatientAsync();

        var replies = await Task.WhenAll(Enumerable.Range(0, 10).Select(n =>
            sandbox.PutAsync($"Patient/{id}", Some.Patient($"n{n}", $"\"id\":\"{id}\","), ("If-Match", "W/\"1\""))));

        Assert.Equal(1, replies.Count(reply => reply.Status == 200));
        Assert.Equal(9, replies.Count(reply => reply.Status == 412));
    }

    [Fact]
    public async Task A_conditional_update_creates_then_updates()
    {
        await using var sandbox = await RunningSandbox.StartAsync();

        var created = await sandbox.PutAsync($"Patient?identifier={Some.System}|a", Some.Patient("a"));
        var updated = await sandbox.PutAsync($"Patient?identifier={Some.System}|a", Some.Patient("a"));
        var sameId = await sandbox.PutAsync($"Patient?identifier={Some.System}|a", Some.Patient("a", $"\"id\":\"{created.Id}\","));

        Assert.Equal((201, 200, 200), (created.Status, updated.Status, sameId.Status));
        Assert.Equal((created.Id, "3"), (sameId.Id, sameId.VersionId));
    }

    [Fact]
    public async Task A_conditional_update_with_another_id_is_400_and_with_several_matches_412()
    {
        await using var sandbox = await RunningSandbox.StartAsync();
        await sandbox.PatientAsync("a");

        var otherId = await sandbox.PutAsync($"Patient?identifier={Some.System}|a", Some.Patient("a", "\"id\":\"other\","));
        await sandbox.PatientAsync("a");
        var several = await sandbox.PutAsync($"Patient?identifier={Some.System}|a", Some.Patient("a"));

        Assert.Equal((400, 412), (otherId.Status, several.Status));
        Assert.All(sandbox.Server.Resources, resource => Assert.Equal(1, resource.VersionId));
    }

    [Fact]
    public async Task A_conditional_update_that_finds_nothing_and_names_an_id_is_update_as_create()
    {
        await using var without = await RunningSandbox.StartAsync();
        await using var with = await RunningSandbox.StartAsync(new SandboxOptions { UpdateCreate = true });

        Assert.Equal(405, (await without.PutAsync($"Patient?identifier={Some.System}|a", Some.Patient("a", "\"id\":\"mine\","))).Status);
        Assert.Equal("mine", (await with.PutAsync($"Patient?identifier={Some.System}|a", Some.Patient("a", "\"id\":\"mine\","))).Id);
    }

    [Fact]
    public async Task A_conditional_update_minds_if_match()
    {
        await using var sandbox = await RunningSandbox.StartAsync();
        await sandbox.PatientAsync("a");

        Assert.Equal(412, (await sandbox.PutAsync($"Patient?identifier={Some.System}|a", Some.Patient("a"), ("If-Match", "W/\"7\""))).Status);
        Assert.Equal(200, (await sandbox.PutAsync($"Patient?identifier={Some.System}|a", Some.Patient("a"), ("If-Match", "W/\"1\""))).Status);
    }

    [Fact]
    public async Task Twenty_conditional_updates_at_once_store_one()
    {
        await using var sandbox = await RunningSandbox.StartAsync();

        var replies = await Task.WhenAll(Enumerable.Range(0, 20).Select(_ => sandbox.PutAsync($"Patient?identifier={Some.System}|a", Some.Patient("a"))));

        Assert.Equal(1, replies.Count(reply => reply.Status == 201));
        Assert.Equal(20, sandbox.Server.Resources.Single().VersionId);
    }
}
