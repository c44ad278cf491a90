using FhirAdapter.Destinations.FhirServers;
using FhirAdapter.Sandbox;
using FhirAdapter.Tests.WriteProfiles;
using FhirAdapter.WriteProfiles;
using FhirAdapter.WriteProfiles.Reading;
using Microsoft.Extensions.Logging.Abstractions;

namespace FhirAdapter.Tests.Destinations.FhirServers.Capability;

/// <summary>What is found out of a server that is as its write profile says.</summary>
public sealed class ProbeByProfileTests : IDisposable
{
    private readonly DirectoryInfo _folder = Directory.CreateTempSubdirectory("fhir-adapter-probe-");

    [Theory]
    [MemberData(nameof(Profiles))]
    public async Task A_server_that_is_as_its_profile_says_lacks_nothing(string name)
    {
        var findings = await FindingsAsync(ProfileFolder.Profile(name));

        Assert.DoesNotContain(findings, line => line.Contains("MISSING", StringComparison.Ordinal));
    }

    [Theory]
    [MemberData(nameof(Profiles))]
    public async Task References_by_identifier_alone_are_promised_only_where_they_are_kept(string name)
    {
        var profile = ProfileFolder.Profile(name);
        if (!profile.References.Logical)
            Assert.DoesNotContain(await FindingsAsync(profile), line => line.EndsWith("it is referred to by identifier alone", StringComparison.Ordinal));
    }

    [Fact]
    public async Task Each_type_that_a_way_uses_is_told_with_how_it_is_found_again()
    {
        var oracle = await FindingsAsync(ProfileFolder.Profile("oracle-health"));
        var athena = await FindingsAsync(ProfileFolder.Profile("athenahealth"));
        var epic = await FindingsAsync(ProfileFolder.Profile("epic"));
        var open = await FindingsAsync(ProfileFolder.Profile("open-r4"));

        Assert.Contains("needling-procedure goes as resources, else as a document", oracle);
        Assert.Contains("pain-score goes as a document", oracle);
        Assert.StartsWith("create yes, update no, ", Of(oracle, "Procedure"), StringComparison.Ordinal);
        Assert.EndsWith("; found again by patient, date, code and content; no update: a correction is another that says what it replaces", Of(oracle, "Procedure"), StringComparison.Ordinal);
        Assert.Equal("not sent: this kind of server takes none; texts say what they can of it", Of(oracle, "Device"));
        Assert.EndsWith("; found again by patient, date, code and content", Of(oracle, "DocumentReference"), StringComparison.Ordinal);
        Assert.DoesNotContain(oracle, line => line.StartsWith("QuestionnaireResponse", StringComparison.Ordinal));

        Assert.Contains("pain-score goes as a questionnaire response", athena);
        Assert.EndsWith("; found again by patient, date, code and content; no update: a correction is parked for a person", Of(athena, "QuestionnaireResponse"), StringComparison.Ordinal);
        Assert.DoesNotContain(athena, line => line.StartsWith("Procedure", StringComparison.Ordinal) || line.StartsWith("DocumentReference", StringComparison.Ordinal));

        Assert.DoesNotContain(epic, line => line.StartsWith("Procedure", StringComparison.Ordinal));
        Assert.EndsWith("; no update: a correction is another that says what it replaces", Of(epic, "Condition"), StringComparison.Ordinal);

        Assert.Contains("pain-score goes as resources", open);
        Assert.EndsWith("; found again by identifier (conditional update)", Of(open, "Procedure"), StringComparison.Ordinal);
        Assert.DoesNotContain(open, line => line.StartsWith("DocumentReference", StringComparison.Ordinal));
    }

    [Fact]
    public async Task What_the_server_at_hand_lacks_of_its_profile_is_missing_and_what_follows_is_said()
    {
        var less = Path.Combine(_folder.FullName, "less.json");
        await File.WriteAllTextAsync(less, """
            { "name": "less", "basedOn": "oracle-health", "types": {
                "Procedure": { "interactions": ["read"] }, "Condition": { "interactions": ["read", "search-type", "create"] }, "DocumentReference": { "interactions": ["read"] } } }
            """);

        var findings = await FindingsAsync(ProfileFolder.Profile("oracle-health"), less);

        Assert.Equal("MISSING a way to create it and find it again; records that need it go another way, or are parked where none is left", Of(findings, "Procedure"));
        Assert.Equal("MISSING a way to create it and find it again; records that need it will be parked", Of(findings, "DocumentReference"));
        Assert.EndsWith("; MISSING update: corrections will be parked", Of(findings, "Condition"), StringComparison.Ordinal);
    }

    public void Dispose() => _folder.Delete(recursive: true);

    public static TheoryData<string> Profiles => [.. ShippedProfiles.Names];

    private static string Of(IReadOnlyList<string> findings, string type) =>
        Assert.Single(findings, line => line.StartsWith(type + ": ", StringComparison.Ordinal))[(type.Length + 2)..];

    private static async Task<IReadOnlyList<string>> FindingsAsync(WriteProfile profile, string? server = null)
    {
        await using var sandbox = await SandboxServer.StartAsync(new SandboxOptions { Manners = SandboxManners.Of(server ?? profile.Name) }, TimeProvider.System, CancellationToken.None);
        await using var destination = new FhirServerDestination(
            "hospital", new FhirServerOptions { BaseAddress = sandbox.BaseAddress }, (_, _, _) => null, TimeProvider.System, NullLogger.Instance, profile: profile);

        var probe = await destination.ProbeAsync(CancellationToken.None);

        Assert.True(probe.Reachable);
        return probe.Findings;
    }
}
