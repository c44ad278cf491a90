using System.Net.Http.Headers;
using System.Text.Json.Nodes;
using FhirAdapter.Records;
using FhirAdapter.Records.Mapping;
using FhirAdapter.Sandbox;

namespace FhirAdapter.Tests.EndToEnd;

/// <summary>The sample clinic to a server in the manner of every shipped write profile: nothing doubled, every loss foretold.</summary>
public sealed class SampleClinicToEveryProfileTests
{
    public static TheoryData<string> Profiles => [.. SandboxManners.Names];

    [Theory]
    [MemberData(nameof(Profiles))]
    public async Task A_server_keeps_of_the_whole_clinic_what_the_plan_foretells(string profile)
    {
        var clinic = new ProfileClinic(profile, await SampleFiles.NewestOfAsync());
        await using var server = await clinic.ServerAsync();
        using var client = new HttpClient();
        var ids = server.Resources.ToDictionary(Identity, resource => $"{resource.Type}/{resource.Id}");

        // Parents go before what refers to them, as the ledger has it.
        foreach (var (_, plan) in clinic.Plans.Where(each => each.Plan.Failure is null).OrderBy(each => each.Record.DependsOn.Count).ThenBy(each => each.Record.Kind))
        {
            foreach (var resource in plan.Resources.Where(each => each.Role != ResourceRole.Party))
                ids[(resource.Resource.TypeName, resource.Identifier.System!, resource.Identifier.Value!)] = await CreateAsync(client, server, resource, ids);
        }

        Assert.NotEmpty(clinic.Expected());
        AssertSame(clinic.Expected(), ProfileClinic.Held(server));
    }

    [Theory]
    [MemberData(nameof(Profiles))]
    public async Task Records_arrive_once_as_planned_and_nothing_is_sent_the_second_time(string profile)
    {
        var clinic = new ProfileClinic(profile, await SampleFiles.NewestOfAsync());
        await using var server = await clinic.ServerAsync();
        using var site = new ClinicSite();
        var settings = ClinicSite.Manners(profile);

        await site.DropAsync(clinic.File());
        var (_, status) = await site.SyncAsync(server.BaseAddress, settings);

        var counts = Assert.Single(status.Destinations);
        var expected = clinic.Plans.Count(each => each.Plan.Failure is not null);
        Assert.True(
            // What refers to a record that does not go waits for it, where it could not go itself either.
            (counts.Pending, counts.Held + counts.Parked, counts.Residue) == (0, expected, 0),
            $"{expected} are to be parked, {counts}\n{await site.WhyStuckAsync(server.BaseAddress, settings)}");
        AssertSame(clinic.Expected(), ProfileClinic.Held(server));

        var before = server.Resources.Select(resource => resource.ToString()).ToList();
        await site.DropAsync(clinic.File());
        var (progress, _) = await site.SyncAsync(server.BaseAddress, settings);
        Assert.Equal((0, 0), (progress.Accepted, progress.Delivered));
        Assert.Equal(before, server.Resources.Select(resource => resource.ToString()));
    }

    private static async Task<string> CreateAsync(
        HttpClient client, SandboxServer server, MappedResource resource, Dictionary<(string, string, string), string> ids)
    {
        foreach (var reference in resource.References)
        {
            if (ids.TryGetValue((reference.TargetType, reference.Target.System!, reference.Target.Value!), out var id))
                reference.Element.Reference = id;
        }

        using var content = new ByteArrayContent(ResourceJson.ToUtf8(resource.Resource));
        content.Headers.ContentType = new MediaTypeHeaderValue("application/fhir+json");
        using var answer = await client.PostAsync(new Uri($"{server.BaseAddress.AbsoluteUri}/{resource.Resource.TypeName}"), content);
        foreach (var reference in resource.References)
            reference.Element.Reference = null;
        Assert.True((int)answer.StatusCode == 201, $"{resource.Resource.TypeName} {resource.Identifier.Value}: {(int)answer.StatusCode} {await answer.Content.ReadAsStringAsync()}");
        var location = answer.Headers.Location!.OriginalString.Split('/');
        // A server without versions names none.
        var end = Array.IndexOf(location, "_history") is var at and >= 0 ? at : location.Length;
        return $"{location[end - 2]}/{location[end - 1]}";
    }

    private static (string, string, string) Identity(SandboxResource resource)
    {
        var identifier = JsonNode.Parse(resource.Json.Span)!["identifier"]![0]!;
        return (resource.Type, identifier["system"]!.GetValue<string>(), identifier["value"]!.GetValue<string>());
    }

    private static void AssertSame(IEnumerable<string> expected, IEnumerable<string> actual)
    {
        var there = actual.CountBy(each => each).ToDictionary();
        var foretold = expected.CountBy(each => each).ToDictionary();
        var differences = foretold.Keys.Union(there.Keys).Where(each => foretold.GetValueOrDefault(each) != there.GetValueOrDefault(each))
            .Select(each => $"foretold {foretold.GetValueOrDefault(each)}, there {there.GetValueOrDefault(each)}: {each}").Order(StringComparer.Ordinal).ToList();
        Assert.True(differences.Count == 0, $"{differences.Count} differences:\n{string.Join('\n', differences.Take(4))}");
    }
}
