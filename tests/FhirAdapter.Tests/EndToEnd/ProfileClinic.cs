using System.Text;
using System.Text.Json.Nodes;
using FhirAdapter.Records;
using FhirAdapter.Records.Mapping;
using FhirAdapter.Records.Reading;
using FhirAdapter.Routes;
using FhirAdapter.Sandbox;
using FhirAdapter.Shapes;
using FhirAdapter.Tests.WriteProfiles;

namespace FhirAdapter.Tests.EndToEnd;

/// <summary>The sample clinic, a server with the manners of a write profile that knows its people and places, and the plans by that profile.</summary>
internal sealed class ProfileClinic(string profile, IReadOnlyList<ClinicRecord> records, ShapeOptions? shape = null)
{
    private static readonly RecordMapping Mapping = new(new MappingContext("https://clinic.example/fhir/id"));
    private static readonly string[] Known = ["Patient", "Practitioner", "Encounter", "Location"];

    private readonly RoutePlanner? _planner = RoutePlanner.Of(ProfileFolder.Profile(profile), shape ?? new ShapeOptions(), []);

    /// <summary>How each record would go.</summary>
    public IReadOnlyList<(ClinicRecord Record, PlannedRecord Plan)> Plans => [.. records.Select(record =>
    {
        var mapped = Assert.IsType<MappingResult.Mapped>(Mapping.Map(record)).Resources;
        return (record, _planner?.Plan(record, mapped) ?? new PlannedRecord(default, mapped, [], null));
    })];

    /// <summary>The records as a file.</summary>
    public byte[] File() => [.. records.SelectMany(record => (byte[])[.. Line(record), (byte)'\n'])];

    /// <summary>The server, which knows what the records refer to of some types.</summary>
    /// <param name="known">The types; all people and places by default.</param>
    public Task<SandboxServer> ServerAsync(params string[] known) => ServerAsync(SandboxManners.Of(profile), known);

    /// <summary>A server with other manners than those that are planned for.</summary>
    public async Task<SandboxServer> ServerAsync(SandboxManners manners, params string[] known)
    {
        var server = await SandboxServer.StartAsync(new SandboxOptions { Manners = manners, MaxBundleEntries = 10_000 }, TimeProvider.System, CancellationToken.None);
        server.Load(Encoding.UTF8.GetBytes(new JsonObject
        {
            ["resourceType"] = "Bundle",
            ["type"] = "transaction",
            ["entry"] = new JsonArray([.. Seed(known.Length == 0 ? Known : known).Select(each => new JsonObject
            {
                ["resource"] = each,
                ["request"] = new JsonObject { ["method"] = "POST", ["url"] = each["resourceType"]!.GetValue<string>() },
            })]),
        }.ToJsonString()));
        return server;
    }

    /// <summary>Every person and place that the records refer to, as a server knows them.</summary>
    private IEnumerable<JsonObject> Seed(string[] known) => records
        .SelectMany(record => Assert.IsType<MappingResult.Mapped>(Mapping.Map(record)).Resources)
        .SelectMany(resource => resource.References)
        .Where(reference => known.Contains(reference.TargetType))
        .Select(reference => (reference.TargetType, reference.Target.System, reference.Target.Value))
        .Distinct()
        .Select(each => Seeded(each.TargetType, each.System!, each.Value!));

    private static JsonObject Seeded(string type, string system, string value)
    {
        var resource = new JsonObject
        {
            ["resourceType"] = type,
            ["identifier"] = new JsonArray(new JsonObject { ["system"] = system, ["value"] = value }),
        };
        if (type == "Encounter")
        {
            resource["status"] = "in-progress";
            resource["class"] = new JsonObject { ["system"] = "http://terminology.hl7.org/CodeSystem/v3-ActCode", ["code"] = "AMB" };
        }

        return resource;
    }

    private static byte[] Line(ClinicRecord record)
    {
        var json = JsonNode.Parse(RecordJson.Write(record))!.AsObject();
        json["kind"] = RecordKindCode.Of(record.Kind);
        json["contract"] = 1;
        return Encoding.UTF8.GetBytes(json.ToJsonString());
    }

    /// <summary>What goes of all records that go, as a server would hold it, in any order.</summary>
    public IEnumerable<string> Expected() => Plans.Where(each => each.Plan.Failure is null)
        .SelectMany(each => each.Plan.Resources.Where(resource => resource.Role != ResourceRole.Party))
        .Select(resource => ServerContent.Comparable(JsonNode.Parse(Encoding.UTF8.GetString(ResourceJson.ToUtf8(resource.Resource)))!.AsObject()));

    /// <summary>The types of what a server holds besides the people and places.</summary>
    public static IEnumerable<string> HeldTypes(SandboxServer server) => server.Resources.Select(resource => resource.Type).Where(type => !Known.Contains(type));

    /// <summary>What a server holds besides the people and places.</summary>
    public static IEnumerable<string> Held(SandboxServer server) => server.Resources.Where(resource => !Known.Contains(resource.Type))
        .Select(resource => ServerContent.Comparable(JsonNode.Parse(Encoding.UTF8.GetString(resource.Json.Span))!.AsObject()));
}
