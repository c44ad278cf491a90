using System.Text.Json.Nodes;
using FhirAdapter.Records.NeedlingProcedures;
using FhirAdapter.Routes;
using FhirAdapter.Sandbox;

namespace FhirAdapter.Tests.EndToEnd;

/// <summary>The sample clinic at servers that take no reference by identifier, and know the patients and visits but neither practitioners nor places.</summary>
public sealed class UnknownPeopleTests
{
    private const int Patients = 8;

    public static TheoryData<string> Profiles => [.. SandboxManners.Names.Where(name => !WriteProfiles.ProfileFolder.Profile(name).References.Logical)];

    [Theory]
    [MemberData(nameof(Profiles))]
    public async Task Sessions_go_without_who_and_where_as_foretold_and_nothing_is_parked_for_it(string profile)
    {
        var clinic = new ProfileClinic(profile, await SampleFiles.NewestOfAsync(Patients));
        await using var server = await clinic.ServerAsync("Patient", "Encounter");
        using var site = new ClinicSite();
        var settings = ClinicSite.Manners(profile);
        await site.DropAsync(clinic.File());

        var (_, status) = await site.SyncAsync(server.BaseAddress, settings);

        var counts = Assert.Single(status.Destinations);
        var expected = clinic.Plans.Count(each => each.Plan.Failure is not null);
        Assert.True(
            (counts.Pending, counts.Held, counts.Parked) == (0, 0, expected), $"{expected} are to be parked, {counts}\n{await site.WhyStuckAsync(server.BaseAddress, settings)}");
        var held = ProfileClinic.Held(server).ToList();
        Assert.Equal(clinic.Expected().Count(), held.Count);
        Assert.Contains(clinic.Plans, each => each.Plan.Changes.Any(change => change.Reason == LossReason.TargetUnknown));
        Assert.DoesNotContain(held, json => json.Contains("Practitioner/", StringComparison.Ordinal) || json.Contains("Location/", StringComparison.Ordinal));
    }

    [Fact]
    public async Task Who_did_it_stands_in_the_note_where_the_server_knows_nobody()
    {
        var clinic = new ProfileClinic("oracle-health", await SampleFiles.NewestOfAsync(Patients));
        await using var server = await clinic.ServerAsync("Patient", "Encounter");
        using var site = new ClinicSite();
        await site.DropAsync(clinic.File());

        await site.SyncAsync(server.BaseAddress, ClinicSite.Manners("oracle-health"));

        var session = clinic.Plans.Select(each => each.Record).OfType<NeedlingProcedure>().First(each => each.Practitioners is [{ Identifier: not null }, ..] && each.Status == "completed");
        var practitioner = session.Practitioners![0].Identifier!.Value!;
        Assert.Contains(server.Resources.Where(each => each.Type == "Procedure").Select(each => JsonNode.Parse(each.Json.Span)!), each =>
            each["performer"] is null && each["note"]!.AsArray().Any(note => note!["text"]!.GetValue<string>().Contains($"({practitioner})", StringComparison.Ordinal)));
    }

    [Fact]
    public async Task A_session_whose_practitioner_must_not_be_lost_is_parked_where_the_server_knows_nobody()
    {
        var clinic = new ProfileClinic("athenahealth", await SampleFiles.NewestOfAsync(1));
        await using var server = await clinic.ServerAsync("Patient", "Encounter");
        using var site = new ClinicSite();
        await site.DropAsync(clinic.File());
        (string, string)[] settings = [.. ClinicSite.Manners("athenahealth"), ("FhirAdapter:Destinations:FhirServers:server:WriteProfile:Overlay:types:QuestionnaireResponse:elements:author:is", "required"),
            ("FhirAdapter:Destinations:FhirServers:server:WriteProfile:Overlay:types:QuestionnaireResponse:elements:author:source", "choice")];

        var (_, status) = await site.SyncAsync(server.BaseAddress, settings);

        Assert.Equal((0, 0), (Assert.Single(status.Destinations).Delivered, ProfileClinic.Held(server).Count()));
        Assert.Contains("rejected.reference-not-found", await site.WhyStuckAsync(server.BaseAddress, settings), StringComparison.Ordinal);
    }
}
