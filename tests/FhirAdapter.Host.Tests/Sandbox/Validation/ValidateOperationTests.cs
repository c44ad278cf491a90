namespace FhirAdapter.Host.Tests.Sandbox.Validation;

public sealed class ValidateOperationTests
{
    [Fact]
    public async Task A_valid_resource_is_said_to_be_valid_and_not_stored()
    {
        await using var sandbox = await RunningSandbox.StartAsync();

        var reply = await sandbox.PostAsync("Patient/$validate", Some.Patient("a"));

        Assert.Equal((200, "informational"), (reply.Status, reply.Issue().Code));
        Assert.Empty(sandbox.Server.Resources);
    }

    [Theory]
    [InlineData("""{"resourceType":"Patient","gender":"x"}""", "code-invalid", "Patient.gender")]
    [InlineData("""{"resourceType":"Device","status":"active"}""", "value", "Device")]
    [InlineData("""{"resourceType":"Patient","generalPractitioner":[{"reference":"Practitioner/1"}]}""", "not-found", "Patient.generalPractitioner[0]")]
    [InlineData("""{"resourceType":"Patient","contact":[{"period":{"start":"2027","end":"2026"}}]}""", "invariant", "Patient.contact[0].period")]
    public async Task An_invalid_resource_is_200_with_its_issues(string resource, string code, string expression)
    {
        await using var sandbox = await RunningSandbox.StartAsync();
        var wrapped = $$"""{"resourceType":"Parameters","parameter":[{"name":"mode","valueCode":"create"},{"name":"resource","resource":{{resource}}}]}""";

        foreach (var body in new[] { resource, wrapped })
        {
            var reply = await sandbox.PostAsync("Patient/$validate", body);
            Assert.Equal((200, code, expression), (reply.Status, reply.Issue().Code, reply.Issue().Expression));
        }
    }

    [Fact]
    public async Task An_instance_is_validated_under_its_id()
    {
        await using var sandbox = await RunningSandbox.StartAsync();
        var id = await sandbox.PatientAsync();

        Assert.Equal("informational", (await sandbox.PostAsync($"Patient/{id}/$validate", Some.Patient("a", $"\"id\":\"{id}\","))).Issue().Code);
        Assert.Equal("value", (await sandbox.PostAsync($"Patient/{id}/$validate", Some.Patient("a"))).Issue().Code);
    }

    [Theory]
    [InlineData("Patient/$validate", "hello")]
    [InlineData("Patient/$validate", "[]")]
    [InlineData("Patient/$validate", """{"resourceType":"Parameters"}""")]
    [InlineData("Patient/$validate", """{"resourceType":"Parameters","parameter":[{"name":"profile","valueUri":"http://x"}]}""")]
    [InlineData("Patient/$validate?profile=http://x", """{"resourceType":"Patient","active":true}""")]
    public async Task What_cannot_be_validated_is_400(string path, string body)
    {
        await using var sandbox = await RunningSandbox.StartAsync();

        Assert.Equal(400, (await sandbox.PostAsync(path, body)).Status);
    }
}
