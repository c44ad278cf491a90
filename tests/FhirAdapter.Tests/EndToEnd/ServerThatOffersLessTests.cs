using FhirAdapter.Operations;
using FhirAdapter.Sandbox;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;

namespace FhirAdapter.Tests.EndToEnd;

/// <summary>A hospital whose server says that it takes less than its kind does: no procedures.</summary>
public sealed class ServerThatOffersLessTests : IDisposable
{
    private readonly DirectoryInfo _folder = Directory.CreateTempSubdirectory("fhir-adapter-less-");

    [Fact]
    public async Task Sessions_go_as_documents_from_the_first_on_and_the_plan_says_so_before()
    {
        var clinic = new ProfileClinic("oracle-health", await SampleFiles.NewestOfAsync(4));
        await using var server = await clinic.ServerAsync(SandboxManners.Of(NoProcedures()));
        using var site = new ClinicSite();
        var settings = ClinicSite.Manners("oracle-health");

        var before = await PlansAsync(site, server.BaseAddress, clinic, settings);
        await site.DropAsync(clinic.File());
        var (_, status) = await site.SyncAsync(server.BaseAddress, settings);

        var going = clinic.Plans.Where(each => each.Plan.Way == FhirAdapter.WriteProfiles.Route.Resources && each.Record.Kind == FhirAdapter.Records.RecordKind.NeedlingProcedure && each.Plan.Failure is null).ToList();
        Assert.NotEmpty(going);
        Assert.All(going, each => Assert.Equal("document", before.Single(plan => plan.Key == each.Record.Key).Way));
        var counts = Assert.Single(status.Destinations);
        Assert.Equal((0, 0, before.Count(plan => plan.Failure is not null)), (counts.Pending, counts.Held, counts.Parked));
        Assert.DoesNotContain(server.Resources, each => each.Type == "Procedure");
        Assert.Equal(
            before.Where(plan => plan.Failure is null).SelectMany(plan => plan.Resources).CountBy(each => each.Type).OrderBy(each => each.Key),
            ProfileClinic.HeldTypes(server).CountBy(type => type).OrderBy(each => each.Key));
    }

    [Fact]
    public async Task A_server_that_does_not_answer_is_planned_for_by_what_it_said_last_and_a_plan_makes_no_ledger()
    {
        var clinic = new ProfileClinic("oracle-health", await SampleFiles.NewestOfAsync(1));
        using var site = new ClinicSite();
        var settings = ClinicSite.Manners("oracle-health");
        var nowhere = new Uri("http://127.0.0.1:1/fhir");

        var never = await PlannerAsync(site, nowhere, settings, operations => operations.PlannerAsync("server", CancellationToken.None));
        Assert.Contains("alone", never.PlannedBy, StringComparison.Ordinal);
        Assert.False(File.Exists(site.Settings(nowhere)["FhirAdapter:Outbox:Path"]));

        await using (var server = await clinic.ServerAsync(SandboxManners.Of(NoProcedures())))
        {
            await site.DropAsync(clinic.File());
            await site.SyncAsync(server.BaseAddress, settings);
        }

        var plans = await PlansAsync(site, nowhere, clinic, settings);
        Assert.DoesNotContain(plans.SelectMany(plan => plan.Resources), each => each.Type == "Procedure");
    }

    [Fact]
    public async Task A_part_that_the_profile_counts_on_and_the_server_does_not_take_parks_what_has_no_other_way()
    {
        var clinic = new ProfileClinic("open-r4", await SampleFiles.NewestOfAsync(4));
        await using var server = await clinic.ServerAsync(SandboxManners.Of(Profile("no-devices", """{ "name": "no-devices", "basedOn": "open-r4", "types": { "Device": { "interactions": ["read"], "source": "r4" } } }""")));
        using var site = new ClinicSite();
        await site.DropAsync(clinic.File());

        var (_, status) = await site.SyncAsync(server.BaseAddress, ClinicSite.Manners("open-r4"));

        var withDevices = clinic.Plans.Count(each => each.Plan.Resources.Any(resource => resource.Resource.TypeName == "Device"));
        Assert.NotEqual(0, withDevices);
        Assert.True(Assert.Single(status.Destinations).Parked >= withDevices);
        Assert.Contains("rejected.no-route", await site.WhyStuckAsync(server.BaseAddress, ClinicSite.Manners("open-r4")), StringComparison.Ordinal);
    }

    public void Dispose() => _folder.Delete(recursive: true);

    private string NoProcedures() => Profile(
        "less", """{ "name": "less", "basedOn": "oracle-health", "types": { "Procedure": { "interactions": ["read", "search-type"] } } }""");

    private string Profile(string name, string json)
    {
        var file = Path.Combine(_folder.FullName, name + ".json");
        File.WriteAllText(file, json);
        return file;
    }

    private static Task<List<RecordPlan>> PlansAsync(ClinicSite site, Uri server, ProfileClinic clinic, (string Key, string Value)[] settings) => PlannerAsync(site, server, settings, async operations =>
    {
        var planner = await operations.PlannerAsync("server", CancellationToken.None);
        return await planner.PlanAsync(new MemoryStream(clinic.File()), "records.ndjson", CancellationToken.None).ToListAsync();
    });

    private static async Task<T> PlannerAsync<T>(ClinicSite site, Uri server, (string Key, string Value)[] settings, Func<AdapterOperations, Task<T>> ask)
    {
        var builder = Host.CreateEmptyApplicationBuilder(null);
        builder.Configuration.AddInMemoryCollection(site.Settings(server));
        builder.Configuration.AddInMemoryCollection(settings.Select(m => KeyValuePair.Create<string, string?>(m.Key, m.Value)));
        builder.Services.AddFhirAdapterOperations(builder.Configuration);
        using var host = builder.Build();
        return await ask(host.Services.GetRequiredService<AdapterOperations>());
    }
}
