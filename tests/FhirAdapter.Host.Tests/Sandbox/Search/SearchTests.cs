using FhirAdapter.Sandbox;

namespace FhirAdapter.Host.Tests.Sandbox.Search;

public sealed class SearchTests
{
    [Theory]
    [InlineData("https://clinic.example/fhir/id|a", 1)]
    [InlineData("https://clinic.example/fhir/id|A", 0)]
    [InlineData("https://other.example|a", 0)]
    [InlineData("a", 2)]
    [InlineData("|a", 1)]
    [InlineData("https://clinic.example/fhir/id|", 2)]
    [InlineData("https://clinic.example/fhir/id|a,https://clinic.example/fhir/id|b", 2)]
    [InlineData("a,b", 3)]
    [InlineData("zzz", 0)]
    public async Task Identifiers_are_found_by_system_and_value(string identifier, int found)
    {
        await using var sandbox = await RunningSandbox.StartAsync();
        await sandbox.PatientAsync("a");
        await sandbox.PatientAsync("b");
        await sandbox.PostAsync("Patient", """{"resourceType":"Patient","identifier":[{"value":"a"}]}""");

        var reply = await sandbox.GetAsync($"Patient?identifier={Uri.EscapeDataString(identifier)}");

        Assert.Equal(found, reply.Total);
        Assert.Equal(found, reply.Entries.Length);
        Assert.All(reply.Entries, entry => Assert.Equal("match", entry.GetProperty("search").GetProperty("mode").GetString()));
    }

    [Fact]
    public async Task A_search_can_be_posted_as_a_form()
    {
        await using var sandbox = await RunningSandbox.StartAsync();
        var id = await sandbox.PatientAsync("a");
        await sandbox.PatientAsync("b");

        var reply = await sandbox.PostAsync("Patient/_search", $"identifier={Uri.EscapeDataString(Some.System + "|a")}", ("Content-Type", "application/x-www-form-urlencoded"));

        Assert.Equal(id, Assert.Single(reply.Entries).GetProperty("resource").GetProperty("id").GetString());
    }

    [Fact]
    public async Task Resources_are_found_by_patient_and_subject()
    {
        await using var sandbox = await RunningSandbox.StartAsync();
        var (one, other) = (await sandbox.PatientAsync("1"), await sandbox.PatientAsync("2"));
        await sandbox.PostAsync("Observation", Some.Observation("a", $"Patient/{one}"));
        await sandbox.PostAsync("Observation", Some.Observation("b", $"{sandbox.Server.BaseAddress}/Patient/{one}"));
        await sandbox.PostAsync("Observation", Some.Observation("c", $"Patient/{other}"));

        Assert.Equal(2, (await sandbox.GetAsync($"Observation?patient={one}")).Total);
        Assert.Equal(2, (await sandbox.GetAsync($"Observation?patient=Patient/{one}")).Total);
        Assert.Equal(2, (await sandbox.GetAsync($"Observation?subject=Patient/{one}")).Total);
        Assert.Equal(1, (await sandbox.GetAsync($"Observation?subject={sandbox.Server.BaseAddress}/Patient/{other}")).Total);
        Assert.Equal(3, (await sandbox.GetAsync($"Observation?subject={one},{other}")).Total);
        Assert.Equal(1, (await sandbox.GetAsync($"Observation?patient={one}&identifier=a")).Total);
        Assert.Equal(0, (await sandbox.GetAsync($"Observation?patient={other}&identifier=a")).Total);
    }

    [Fact]
    public async Task An_update_moves_a_resource_to_its_new_patient()
    {
        await using var sandbox = await RunningSandbox.StartAsync();
        var (one, other) = (await sandbox.PatientAsync("1"), await sandbox.PatientAsync("2"));
        var id = (await sandbox.PostAsync("Observation", Some.Observation("a", $"Patient/{one}"))).Id;

        await sandbox.PutAsync($"Observation/{id}", Some.Observation("a", $"Patient/{other}", $"\"id\":\"{id}\","));

        Assert.Equal(0, (await sandbox.GetAsync($"Observation?patient={one}")).Total);
        Assert.Equal(1, (await sandbox.GetAsync($"Observation?patient={other}")).Total);
    }

    [Theory]
    [InlineData("ge2026-11-23T10:00:10Z", 2)]
    [InlineData("gt2026-11-23T10:00:10Z", 1)]
    [InlineData("le2026-11-23T10:00:10Z", 2)]
    [InlineData("lt2026-11-23T10:00:10Z", 1)]
    [InlineData("2026-11-23T10:00:10Z", 1)]
    [InlineData("eq2026-11-23", 3)]
    [InlineData("ge2026-11-23T11:00:10.000%2B01:00", 2)]
    [InlineData("lt2026-11", 0)]
    public async Task Last_updated_is_compared_with_prefixes(string value, int found)
    {
        await using var sandbox = await RunningSandbox.StartAsync();
        for (var n = 0; n < 3; n++)
        {
            await sandbox.PatientAsync($"{n}");
            sandbox.Clock.Advance(TimeSpan.FromSeconds(10));
        }

        Assert.Equal(found, (await sandbox.GetAsync($"Patient?_lastUpdated={value}")).Total);
    }

    [Theory]
    [InlineData("Patient?name=x", "not-supported")]
    [InlineData("Patient?identifier:exact=x", "not-supported")]
    [InlineData("Patient?patient=1", "not-supported")]
    [InlineData("Patient?_sort=_id", "not-supported")]
    [InlineData("Patient?_lastUpdated=ge2026-11-23T10:00:10", "value")]
    [InlineData("Patient?_lastUpdated=ge2026-11-23T10:00:10+01:00", "value")]
    [InlineData("Patient?_lastUpdated=ap2026", "value")]
    [InlineData("Patient?_count=x", "value")]
    [InlineData("Patient?_count=-1", "value")]
    [InlineData("Patient?_count=1001", "value")]
    [InlineData("Patient?_summary=true", "value")]
    [InlineData("Patient?_id=a_b", "value")]
    [InlineData("Patient?_page=made-up", "value")]
    [InlineData("Observation?subject=Martian/1", "value")]
    public async Task A_search_that_is_not_understood_is_400(string search, string code)
    {
        await using var sandbox = await RunningSandbox.StartAsync();

        var reply = await sandbox.GetAsync(search);

        Assert.Equal((400, code), (reply.Status, reply.Issue().Code));
    }

    [Fact]
    public async Task An_unknown_parameter_is_ignored_when_the_server_or_the_client_is_lenient()
    {
        await using var lenient = await RunningSandbox.StartAsync(new SandboxOptions { Strict = false });
        await using var strict = await RunningSandbox.StartAsync();

        var ignored = await lenient.GetAsync("Patient?name=x");
        Assert.Equal(200, ignored.Status);
        Assert.DoesNotContain("name", ignored.Json.GetProperty("link")[0].GetProperty("url").GetString(), StringComparison.Ordinal);
        Assert.Equal(200, (await strict.GetAsync("Patient?name=x", ("Prefer", "handling=lenient"))).Status);
        Assert.Equal(400, (await lenient.GetAsync("Patient?name=x", ("Prefer", "handling=strict"))).Status);
    }

    [Fact]
    public async Task Ids_are_searched_and_counts_can_be_had_alone()
    {
        await using var sandbox = await RunningSandbox.StartAsync();
        var (one, other) = (await sandbox.PatientAsync("1"), await sandbox.PatientAsync("2"));
        await sandbox.PatientAsync("3");

        Assert.Equal(2, (await sandbox.GetAsync($"Patient?_id={one},{other},nobody")).Total);
        var count = await sandbox.GetAsync("Patient?_summary=count");
        Assert.Equal((3, 0), (count.Total, count.Entries.Length));
        var zero = await sandbox.GetAsync("Patient?_count=0&identifier=1");
        Assert.Equal((1, 0), (zero.Total, zero.Entries.Length));
    }
}
