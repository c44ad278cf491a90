namespace FhirAdapter.Host.Tests.Sandbox.Rest;

public sealed class ConditionalCreateTests
{
    private static (string, string) IfNoneExist(string value) => ("If-None-Exist", $"identifier={Some.System}|{value}");

    [Fact]
    public async Task No_match_creates_and_one_match_answers_200_with_what_is_there()
    {
        await using var sandbox = await RunningSandbox.StartAsync();

        var first = await sandbox.PostAsync("Patient", Some.Patient("a"), IfNoneExist("a"));
        var second = await sandbox.PostAsync("Patient", Some.Patient("a", "\"active\":true,"), IfNoneExist("a"));

        Assert.Equal((201, 200), (first.Status, second.Status));
        Assert.Equal(first.Text, second.Text);
        Assert.Equal(first.Headers.Location, second.Headers.Location);
        Assert.Equal(1, sandbox.Server.CountByType()["Patient"]);
    }

    [Fact]
    public async Task Several_matches_are_412()
    {
        await using var sandbox = await RunningSandbox.StartAsync();
        await sandbox.PatientAsync("a");
        await sandbox.PatientAsync("a");

        var reply = await sandbox.PostAsync("Patient", Some.Patient("a"), IfNoneExist("a"));

        Assert.Equal((412, "multiple-matches"), (reply.Status, reply.Issue().Code));
        Assert.Equal(2, sandbox.Server.CountByType()["Patient"]);
    }

    [Fact]
    public async Task Twenty_at_once_store_one()
    {
        await using var sandbox = await RunningSandbox.StartAsync();

        var replies = await Task.WhenAll(Enumerable.Range(0, 20).Select(_ => sandbox.PostAsync("Patient", Some.Patient("a"), IfNoneExist("a"))));

        Assert.Equal(1, replies.Count(reply => reply.Status == 201));
        Assert.Equal(19, replies.Count(reply => reply.Status == 200));
        Assert.Equal(1, sandbox.Server.CountByType()["Patient"]);
    }

    [Fact]
    public async Task A_resource_that_does_not_meet_its_own_condition_is_422()
    {
        await using var sandbox = await RunningSandbox.StartAsync();

        var reply = await sandbox.PostAsync("Patient", Some.Patient("a"), IfNoneExist("b"));

        Assert.Equal((422, "business-rule"), (reply.Status, reply.Issue().Code));
        Assert.Empty(sandbox.Server.Resources);
    }

    [Theory]
    [InlineData("", 412)]
    [InlineData("nonsense=1", 400)]
    [InlineData("_count=1", 400)]
    [InlineData("identifier=", 400)]
    public async Task A_condition_that_says_nothing_or_is_unknown_is_refused(string condition, int status)
    {
        await using var sandbox = await RunningSandbox.StartAsync();

        var reply = await sandbox.PostAsync("Patient", Some.Patient("a"), ("If-None-Exist", condition));

        Assert.Equal(status, reply.Status);
        Assert.Empty(sandbox.Server.Resources);
    }
}
