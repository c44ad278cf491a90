using System.Text.Json;
using FhirAdapter.Sandbox;
using Hl7.Fhir.Model;
using Hl7.Fhir.Serialization;

namespace FhirAdapter.Host.Tests.Sandbox.Metadata;

public sealed class CapabilityTests
{
    [Fact]
    public async System.Threading.Tasks.Task The_statement_is_valid_r4_and_says_what_this_is()
    {
        await using var sandbox = await RunningSandbox.StartAsync();

        var text = (await sandbox.GetAsync("metadata")).Text;

        var strict = new FhirJsonDeserializer(new DeserializerSettings().UsingMode(DeserializationMode.Strict));
        var statement = strict.Deserialize<CapabilityStatement>(text);
        Assert.Equal("FhirAdapter sandbox", statement.Software?.Name);
        Assert.Equal(FHIRVersion.N4_0_1, statement.FhirVersion);
        Assert.Equal(sandbox.Server.BaseAddress.AbsoluteUri, statement.Implementation?.Url);
        foreach (var word in new[] { "in-memory", "demonstration", "no durability", "no security" })
            Assert.Contains(word, statement.Implementation?.Description, StringComparison.OrdinalIgnoreCase);
        Assert.Contains(statement.Rest[0].Interaction, one => one.Code == CapabilityStatement.SystemRestfulInteraction.Transaction);
        Assert.Contains(statement.Rest[0].Interaction, one => one.Code == CapabilityStatement.SystemRestfulInteraction.Batch);
    }

    [Fact]
    public async System.Threading.Tasks.Task Each_type_tells_its_conditional_writes_and_its_search_parameters()
    {
        await using var sandbox = await RunningSandbox.StartAsync();

        var observation = Resource((await sandbox.GetAsync("metadata")).Json, "Observation");

        Assert.Equal("versioned-update", observation.GetProperty("versioning").GetString());
        Assert.True(observation.GetProperty("conditionalCreate").GetBoolean());
        Assert.True(observation.GetProperty("conditionalUpdate").GetBoolean());
        Assert.Equal("not-supported", observation.GetProperty("conditionalDelete").GetString());
        Assert.Equal(["_id", "_lastUpdated", "identifier", "patient", "subject"],
            observation.GetProperty("searchParam").EnumerateArray().Select(one => one.GetProperty("name").GetString()!).Order(StringComparer.Ordinal));
    }

    [Fact]
    public async System.Threading.Tasks.Task Every_search_parameter_that_is_declared_is_served()
    {
        await using var sandbox = await RunningSandbox.StartAsync();
        var resources = (await sandbox.GetAsync("metadata")).Json.GetProperty("rest")[0].GetProperty("resource").EnumerateArray().ToArray();

        Assert.True(resources.Length > 140);
        foreach (var resource in resources.Where(one => one.GetProperty("type").GetString() is "Patient" or "Provenance" or "Procedure" or "AllergyIntolerance" or "Device"))
        {
            foreach (var parameter in resource.GetProperty("searchParam").EnumerateArray().Select(one => one.GetProperty("name").GetString()!))
            {
                var value = parameter is "_lastUpdated" or "recorded" ? "2026" : "x";
                Assert.Equal(200, (await sandbox.GetAsync($"{resource.GetProperty("type").GetString()}?{parameter}={value}")).Status);
            }
        }
    }

    [Fact]
    public async System.Threading.Tasks.Task Update_create_is_told_as_it_is_set()
    {
        await using var with = await RunningSandbox.StartAsync(new SandboxOptions { UpdateCreate = true });
        await using var without = await RunningSandbox.StartAsync();

        Assert.True(Resource((await with.GetAsync("metadata")).Json, "Patient").GetProperty("updateCreate").GetBoolean());
        Assert.False(Resource((await without.GetAsync("metadata")).Json, "Patient").GetProperty("updateCreate").GetBoolean());
    }

    private static JsonElement Resource(JsonElement statement, string type) =>
        statement.GetProperty("rest")[0].GetProperty("resource").EnumerateArray().Single(one => one.GetProperty("type").GetString() == type);
}
