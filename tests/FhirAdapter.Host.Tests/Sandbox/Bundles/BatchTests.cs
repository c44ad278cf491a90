namespace FhirAdapter.Host.Tests.Sandbox.Bundles;

public sealed class BatchTests
{
    [Fact]
    public async Task Each_entry_of_a_batch_stands_alone()
    {
        await using var sandbox = await RunningSandbox.StartAsync();

        var reply = await sandbox.PostAsync("", Some.Batch(
            Some.Entry("GET", "Patient?identifier=b"),
            Some.Entry("POST", "Patient", """{"resourceType":"Patient","gender":"Geheim"}"""),
            Some.Entry("POST", "Patient", Some.Patient("b")),
            Some.Entry("GET", "Patient/nobody"),
            Some.Entry("PATCH", "Patient/1"),
            Some.Entry("POST", "?identifier=b")));

        Assert.Equal(200, reply.Status);
        Assert.Equal("batch-response", reply.Json.GetProperty("type").GetString());
        Assert.Equal(["200", "400", "201", "404", "405", "400"], reply.EntryStatuses);
        Assert.Equal(1, reply.Entries[0].GetProperty("resource").GetProperty("total").GetInt32());
        var outcome = reply.Entries[1].GetProperty("response").GetProperty("outcome").GetProperty("issue")[0];
        Assert.Equal("Patient.gender", outcome.GetProperty("expression")[0].GetString());
        Assert.DoesNotContain("Geheim", reply.Text, StringComparison.Ordinal);
        Assert.Equal(1, sandbox.Server.CountByType()["Patient"]);
    }

    [Fact]
    public async Task A_batch_does_not_link_its_entries()
    {
        await using var sandbox = await RunningSandbox.StartAsync();

        var reply = await sandbox.PostAsync("", Some.Batch(
            Some.Entry("POST", "Patient", Some.Patient("m"), Some.Urn(1)),
            Some.Entry("POST", "Observation", Some.Observation("a", Some.Urn(1))),
            Some.Entry("POST", "Observation", Some.Observation("b", $"Patient?identifier={Some.System}|m"))));

        Assert.Equal(["201", "422", "400"], reply.EntryStatuses);
    }

    [Fact]
    public async Task Conditional_writes_work_in_a_batch()
    {
        await using var sandbox = await RunningSandbox.StartAsync();
        var put = Some.Entry("PUT", $"Patient?identifier={Some.System}|a", Some.Patient("a"));

        var reply = await sandbox.PostAsync("", Some.Batch(put, put), ("Prefer", "return=representation"));

        Assert.Equal(["201", "200"], reply.EntryStatuses);
        Assert.Equal("2", reply.Entries[1].GetProperty("resource").GetProperty("meta").GetProperty("versionId").GetString());
    }
}
