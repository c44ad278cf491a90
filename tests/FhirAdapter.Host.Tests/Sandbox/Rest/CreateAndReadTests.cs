namespace FhirAdapter.Host.Tests.Sandbox.Rest;

public sealed class CreateAndReadTests
{
    [Fact]
    public async Task A_create_answers_201_with_location_version_and_time()
    {
        await using var sandbox = await RunningSandbox.StartAsync();

        var reply = await sandbox.PostAsync("Patient", Some.Patient("MRN1", "\"id\":\"chosen-by-client\","));

        Assert.Equal(201, reply.Status);
        Assert.NotEqual("chosen-by-client", reply.Id);
        Assert.Equal($"{sandbox.Server.BaseAddress}/Patient/{reply.Id}/_history/1", reply.Headers.Location?.AbsoluteUri);
        Assert.Equal("W/\"1\"", reply.ETag);
        Assert.Equal(sandbox.Clock.GetUtcNow(), reply.ContentHeaders.LastModified);
        Assert.Equal("2026-11-23T10:00:00.000Z", reply.Json.GetProperty("meta").GetProperty("lastUpdated").GetString());
    }

    [Fact]
    public async Task A_read_gives_what_was_created()
    {
        await using var sandbox = await RunningSandbox.StartAsync();
        var created = await sandbox.PostAsync("Patient", Some.Patient("MRN1"));

        var read = await sandbox.GetAsync($"Patient/{created.Id}");

        Assert.Equal(200, read.Status);
        Assert.Equal(created.Text, read.Text);
        Assert.Equal("W/\"1\"", read.ETag);
        Assert.Contains("Müller", read.Text, StringComparison.Ordinal);
        Assert.Equal("application/fhir+json", read.ContentHeaders.ContentType?.MediaType);
    }

    [Fact]
    public async Task Numbers_keep_every_digit()
    {
        await using var sandbox = await RunningSandbox.StartAsync();
        var patient = await sandbox.PatientAsync();

        var created = await sandbox.PostAsync("Observation", Some.Observation("a", $"Patient/{patient}"));

        Assert.Contains("\"value\":61.50", (await sandbox.GetAsync($"Observation/{created.Id}")).Text, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Metadata_that_the_client_sent_is_kept_but_for_version_and_time()
    {
        await using var sandbox = await RunningSandbox.StartAsync();

        var created = await sandbox.PostAsync("Patient", Some.Patient("MRN1",
            "\"meta\":{\"versionId\":\"9\",\"lastUpdated\":\"2001-01-01T00:00:00Z\",\"source\":\"https://clinic.example\",\"tag\":[{\"code\":\"x\"}]},"));

        var meta = created.Json.GetProperty("meta");
        Assert.Equal("1", meta.GetProperty("versionId").GetString());
        Assert.Equal("https://clinic.example", meta.GetProperty("source").GetString());
        Assert.Equal("x", meta.GetProperty("tag")[0].GetProperty("code").GetString());
        Assert.StartsWith("2026", meta.GetProperty("lastUpdated").GetString(), StringComparison.Ordinal);
    }

    [Fact]
    public async Task An_unknown_id_is_404_and_an_impossible_id_is_400()
    {
        await using var sandbox = await RunningSandbox.StartAsync();

        var unknown = await sandbox.GetAsync("Patient/nobody");
        var impossible = await sandbox.GetAsync("Patient/no_body");

        Assert.Equal((404, "not-found"), (unknown.Status, unknown.Issue().Code));
        Assert.Equal((400, "value"), (impossible.Status, impossible.Issue().Code));
    }

    [Fact]
    public async Task A_read_with_the_current_etag_is_304()
    {
        await using var sandbox = await RunningSandbox.StartAsync();
        var id = await sandbox.PatientAsync();

        Assert.Equal(304, (await sandbox.GetAsync($"Patient/{id}", ("If-None-Match", "W/\"1\""))).Status);
        Assert.Equal(200, (await sandbox.GetAsync($"Patient/{id}", ("If-None-Match", "W/\"2\""))).Status);
    }

    [Fact]
    public async Task A_version_read_gives_that_version()
    {
        await using var sandbox = await RunningSandbox.StartAsync();
        var id = await sandbox.PatientAsync("old");
        await sandbox.PutAsync($"Patient/{id}", Some.Patient("new", $"\"id\":\"{id}\","));

        var first = await sandbox.GetAsync($"Patient/{id}/_history/1");

        Assert.Contains("\"old\"", first.Text, StringComparison.Ordinal);
        Assert.Contains("\"new\"", (await sandbox.GetAsync($"Patient/{id}/_history/2")).Text, StringComparison.Ordinal);
        Assert.Equal(404, (await sandbox.GetAsync($"Patient/{id}/_history/3")).Status);
    }

    [Fact]
    public async Task What_to_return_is_the_clients_choice()
    {
        await using var sandbox = await RunningSandbox.StartAsync();

        var minimal = await sandbox.PostAsync("Patient", Some.Patient("a"), ("Prefer", "return=minimal"));
        var whole = await sandbox.PostAsync("Patient", Some.Patient("b"), ("Prefer", "return=representation"));
        var outcome = await sandbox.PostAsync("Patient", Some.Patient("c"), ("Prefer", "return=OperationOutcome"));

        Assert.Equal("", minimal.Text);
        Assert.NotNull(minimal.Headers.Location);
        Assert.Equal("Patient", whole.Json.GetProperty("resourceType").GetString());
        Assert.Equal("informational", outcome.Issue().Code);
        Assert.Equal(201, outcome.Status);
    }

    [Fact]
    public async Task A_resource_sent_to_another_types_endpoint_is_400()
    {
        await using var sandbox = await RunningSandbox.StartAsync();

        Assert.Equal(400, (await sandbox.PostAsync("Device", Some.Patient("a"))).Status);
        Assert.Empty(sandbox.Server.Resources);
    }
}
