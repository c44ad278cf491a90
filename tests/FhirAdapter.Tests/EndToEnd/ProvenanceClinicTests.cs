using System.Text.Json.Nodes;
using FhirAdapter.Sandbox;
using FhirAdapter.Shapes;

namespace FhirAdapter.Tests.EndToEnd;

/// <summary>The sample clinic to a server that is to have Provenances: each record's resources are spoken of once, from file to server.</summary>
public sealed class ProvenanceClinicTests
{
    private const int Patients = 4;

    public static TheoryData<string> Profiles => [.. SandboxManners.Names];

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public async Task Every_resource_of_the_clinic_has_its_Provenance_and_nothing_more_comes_of_a_second_pass_or_a_lost_ledger(bool updateCreate)
    {
        await using var server = await SandboxServer.StartAsync(new SandboxOptions { UpdateCreate = updateCreate }, TimeProvider.System, CancellationToken.None);
        using var folder = new TemporaryKey();
        (string, string)[] settings = [("FhirAdapter:Destinations:FhirServers:server:Shape:Provenance", "true"), ("FhirAdapter:Identity:KeyFile", folder.Path)];
        var there = new int[4];
        for (var ledger = 0; ledger < 2; ledger++)
        {
            using var site = new ClinicSite();
            for (var pass = 0; pass < 2; pass++)
            {
                site.DropSamples();
                var (_, status) = await site.SyncAsync(server.BaseAddress, settings);
                var counts = Assert.Single(status.Destinations);
                Assert.True((counts.Pending, counts.Held, counts.Parked) == (0, 0, 0), $"{counts}\n{await site.WhyStuckAsync(server.BaseAddress, settings)}");
                AssertSpokenOfOnce(server);
                there[(ledger * 2) + pass] = server.Resources.Count(each => each.Type == "Provenance");
            }
        }

        Assert.Equal(there[0], there[1]);
        Assert.Equal(there[2], there[3]);
    }

    [Theory]
    [MemberData(nameof(Profiles))]
    public async Task Each_kind_of_server_has_as_many_as_the_plans_foretell_and_no_more_the_second_time(string profile)
    {
        var clinic = new ProfileClinic(profile, await SampleFiles.NewestOfAsync(Patients), new ShapeOptions { Provenance = true });
        await using var server = await clinic.ServerAsync();
        using var site = new ClinicSite();
        (string, string)[] settings = [.. ClinicSite.Manners(profile), ("FhirAdapter:Destinations:FhirServers:server:Shape:Provenance", "true")];
        var going = clinic.Plans.Where(each => each.Plan.Failure is null).Sum(each => each.Plan.Resources.Count(resource => resource.Resource.TypeName == "Provenance"));
        for (var pass = 0; pass < 2; pass++)
        {
            await site.DropAsync(clinic.File());
            var (_, status) = await site.SyncAsync(server.BaseAddress, settings);
            var counts = Assert.Single(status.Destinations);
            Assert.True(
                (counts.Pending, counts.Held, counts.Parked) == (0, 0, clinic.Plans.Count(each => each.Plan.Failure is not null)),
                $"{counts}\n{await site.WhyStuckAsync(server.BaseAddress, settings)}");
            Assert.Equal(going, server.Resources.Count(each => each.Type == "Provenance"));
        }
    }

    /// <summary>Of one change of a record: a correction has a Provenance of its own.</summary>
    private static void AssertSpokenOfOnce(SandboxServer server)
    {
        var provenances = server.Resources.Where(each => each.Type == "Provenance").Select(each => JsonNode.Parse(each.Json.Span)!).ToList();
        var said = provenances.SelectMany(each => each["target"]!.AsArray().Select(target => (Target: (string)target!["reference"]!, Recorded: (string)each["recorded"]!))).ToList();
        Assert.Equal(said.Distinct().Count(), said.Count);
        var ours = server.Resources.Where(each => each.Type is not ("Patient" or "Practitioner" or "Provenance")).Select(each => $"{each.Type}/{each.Id}").ToHashSet();
        Assert.NotEmpty(ours);
        Assert.True(ours.IsSubsetOf(said.Select(each => each.Target)), string.Join(", ", ours.Except(said.Select(each => each.Target)).Take(5)));
        Assert.All(
            provenances.SelectMany(each => each["agent"]!.AsArray()).Where(each => (string?)each!["type"]!["coding"]![0]!["code"] == "author"),
            each => Assert.StartsWith("Practitioner/", (string?)each!["who"]!["reference"], StringComparison.Ordinal));
    }

    private sealed class TemporaryKey : IDisposable
    {
        private readonly DirectoryInfo folder = Directory.CreateTempSubdirectory("fhir-adapter-key-");

        public TemporaryKey()
        {
            File.WriteAllText(Path, "a key of the tests' own, not a secret");
            if (!OperatingSystem.IsWindows())
                File.SetUnixFileMode(Path, UnixFileMode.UserRead | UnixFileMode.UserWrite);
        }

        public string Path => System.IO.Path.Combine(folder.FullName, "identity.key");

        public void Dispose() => folder.Delete(recursive: true);
    }
}
