namespace FhirAdapter.Host.Tests.Sandbox.Rest;

public sealed class MatchOperationTests
{
    [Fact]
    public async Task The_one_who_bears_the_identifier_is_certain()
    {
        await using var sandbox = await RunningSandbox.StartAsync();
        var id = await sandbox.PatientAsync("a");
        await sandbox.PatientAsync("b");

        var reply = await sandbox.PostAsync("Patient/$match", Ask("a"));

        var entry = Assert.Single(reply.Json.GetProperty("entry").EnumerateArray());
        Assert.Equal(id, entry.GetProperty("resource").GetProperty("id").GetString());
        Assert.Equal("certain", entry.GetProperty("search").GetProperty("extension")[0].GetProperty("valueCode").GetString());
    }

    [Fact]
    public async Task Of_several_none_is_certain()
    {
        await using var sandbox = await RunningSandbox.StartAsync();
        await sandbox.PatientAsync("a");
        await sandbox.PatientAsync("a");

        Assert.Equal(0, (await sandbox.PostAsync("Patient/$match", Ask("a"))).Json.GetProperty("total").GetInt32());
        Assert.Equal(2, (await sandbox.PostAsync("Patient/$match", Ask("a", onlyCertain: false))).Json.GetProperty("total").GetInt32());
        Assert.Equal(0, (await sandbox.PostAsync("Patient/$match", Ask("nobody"))).Json.GetProperty("total").GetInt32());
    }

    [Theory]
    [InlineData("hello", 400)]
    [InlineData("""{"resourceType":"Parameters"}""", 400)]
    [InlineData("""{"resourceType":"Patient","active":true}""", 400)]
    public async Task What_asks_for_nobody_is_refused(string body, int status)
    {
        await using var sandbox = await RunningSandbox.StartAsync();

        Assert.Equal(status, (await sandbox.PostAsync("Patient/$match", body)).Status);
        Assert.Equal(405, (await sandbox.GetAsync("Patient/$match")).Status);
    }

    private static string Ask(string value, bool onlyCertain = true) => $$"""
        {"resourceType":"Parameters","parameter":[
         {"name":"resource","resource":{{Some.Patient(value)}}},
         {"name":"onlyCertainMatches","valueBoolean":{{(onlyCertain ? "true" : "false")}}}]}
        """;
}
