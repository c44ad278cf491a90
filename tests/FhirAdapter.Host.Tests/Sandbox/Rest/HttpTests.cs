using FhirAdapter.Sandbox;

namespace FhirAdapter.Host.Tests.Sandbox.Rest;

public sealed class HttpTests
{
    [Theory]
    [InlineData("application/fhir+json", 201)]
    [InlineData("application/fhir+json; charset=utf-8; fhirVersion=4.0", 201)]
    [InlineData("application/json", 201)]
    [InlineData("application/fhir+json; fhirVersion=5.0", 415)]
    [InlineData("application/fhir+json; charset=iso-8859-1", 415)]
    [InlineData("application/fhir+xml", 415)]
    [InlineData("text/plain", 415)]
    [InlineData("", 415)]
    public async Task A_body_must_be_fhir_json_in_utf8(string contentType, int status)
    {
        await using var sandbox = await RunningSandbox.StartAsync();

        var reply = await sandbox.PostAsync("Patient", Some.Patient("a"), ("Content-Type", contentType));

        Assert.Equal(status, reply.Status);
        if (status != 201) Assert.Equal("not-supported", reply.Issue().Code);
    }

    [Fact]
    public async Task A_compressed_body_is_415()
    {
        await using var sandbox = await RunningSandbox.StartAsync();

        Assert.Equal(415, (await sandbox.PostAsync("Patient", Some.Patient("a"), ("Content-Encoding", "gzip"))).Status);
    }

    [Theory]
    [InlineData("metadata", "application/fhir+json", 200)]
    [InlineData("metadata", "application/json;q=0.5, application/fhir+xml", 200)]
    [InlineData("metadata", "*/*", 200)]
    [InlineData("metadata", "application/fhir+xml", 406)]
    [InlineData("metadata", "application/fhir+json; fhirVersion=3.0", 406)]
    [InlineData("metadata?_format=json", "application/fhir+xml", 200)]
    [InlineData("metadata?_format=application/fhir+json", "application/fhir+xml", 200)]
    [InlineData("metadata?_format=application%2Ffhir%2Bjson", "application/fhir+xml", 200)]
    [InlineData("metadata?_format=xml", "application/fhir+json", 406)]
    public async Task Only_json_can_be_had(string path, string accept, int status)
    {
        await using var sandbox = await RunningSandbox.StartAsync();

        var reply = await sandbox.GetAsync(path, ("Accept", accept));

        Assert.Equal(status, reply.Status);
        if (status != 200) Assert.Equal("not-supported", reply.Issue().Code);
    }

    [Theory]
    [InlineData("GET", "/elsewhere", 404)]
    [InlineData("GET", "/fhirother", 404)]
    [InlineData("GET", "Martian", 404)]
    [InlineData("GET", "Martian/1", 404)]
    [InlineData("GET", "Parameters/1", 404)]
    [InlineData("GET", "Patient/1/2/3/4", 404)]
    [InlineData("GET", "", 400)]
    [InlineData("PATCH", "Patient/1", 405)]
    [InlineData("DELETE", "metadata", 405)]
    [InlineData("PUT", "Patient", 405)]
    [InlineData("POST", "Patient/1", 405)]
    [InlineData("POST", "Martian", 404)]
    [InlineData("GET", "Patient/$validate", 405)]
    [InlineData("POST", "Patient/$everything", 404)]
    public async Task What_is_not_served_is_an_operation_outcome(string verb, string path, int status)
    {
        await using var sandbox = await RunningSandbox.StartAsync();

        var reply = await sandbox.SendAsync(verb, path, verb is "GET" or "DELETE" ? null : Some.Patient("a"));

        Assert.Equal(status, reply.Status);
        reply.Issue();
    }

    [Fact]
    public async Task A_body_over_the_limit_is_413_with_or_without_a_stated_length()
    {
        await using var sandbox = await RunningSandbox.StartAsync(new SandboxOptions { MaxRequestBytes = 2048 });
        var large = Some.Patient(new string('x', 3000));

        var stated = await sandbox.PostAsync("Patient", large);
        var chunked = await sandbox.PostAsync("Patient", large, ("Transfer-Encoding", "chunked"));

        Assert.Equal((413, "too-long"), (stated.Status, stated.Issue().Code));
        Assert.Equal((413, "too-long"), (chunked.Status, chunked.Issue().Code));
        Assert.Equal(201, (await sandbox.PostAsync("Patient", Some.Patient("a"))).Status);
    }

    [Fact]
    public async Task A_full_store_is_507_and_takes_nothing_more()
    {
        await using var sandbox = await RunningSandbox.StartAsync(new SandboxOptions { MaxResources = 2 });
        await sandbox.PatientAsync("a");
        var id = await sandbox.PatientAsync("b");

        var full = await sandbox.PostAsync("Patient", Some.Patient("c"));

        Assert.Equal((507, "no-store"), (full.Status, full.Issue().Code));
        Assert.Equal(200, (await sandbox.PutAsync($"Patient/{id}", Some.Patient("b", $"\"id\":\"{id}\","))).Status);
    }

    [Fact]
    public async Task Head_answers_without_a_body()
    {
        await using var sandbox = await RunningSandbox.StartAsync();
        var id = await sandbox.PatientAsync();

        var reply = await sandbox.SendAsync("HEAD", $"Patient/{id}", null);

        Assert.Equal((200, "", "W/\"1\""), (reply.Status, reply.Text, reply.ETag));
    }

    [Theory]
    [InlineData("ftp://127.0.0.1:0", "Url")]
    [InlineData("http://127.0.0.1:0/base", "Url")]
    [InlineData("http://0.0.0.0:0", "ListenBeyondLoopback")]
    public async Task A_wrong_address_is_refused_at_start(string url, string named)
    {
        var options = new SandboxOptions { Url = url, MaxBundleEntries = 0 };

        var failure = await Assert.ThrowsAsync<ArgumentException>(() => SandboxServer.StartAsync(options, TimeProvider.System, CancellationToken.None));

        Assert.Contains(named, failure.Message, StringComparison.Ordinal);
        Assert.Contains("MaxBundleEntries", failure.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Two_sandboxes_share_nothing()
    {
        await using var one = await RunningSandbox.StartAsync();
        await using var other = await RunningSandbox.StartAsync();

        await one.PatientAsync();

        Assert.Single(one.Server.Resources);
        Assert.Empty(other.Server.Resources);
        Assert.NotEqual(one.Server.BaseAddress, other.Server.BaseAddress);
    }
}
