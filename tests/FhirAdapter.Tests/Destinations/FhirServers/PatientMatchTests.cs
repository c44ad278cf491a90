using System.Text;
using System.Text.Json.Nodes;
using FhirAdapter.Destinations;
using FhirAdapter.Destinations.FhirServers;
using FhirAdapter.Failures;
using FhirAdapter.Sandbox;
using Microsoft.Extensions.Logging.Abstractions;
using WireMock.RequestBuilders;

namespace FhirAdapter.Tests.Destinations.FhirServers;

/// <summary>Patients who are found by the server's own matching.</summary>
public sealed class PatientMatchTests
{
    [Fact]
    public async Task A_server_without_a_search_by_identifier_is_asked_by_match_with_nothing_but_the_identifier()
    {
        using var server = new ScriptedServer();
        server.Give(Request.Create().WithPath("/fhir/metadata").UsingGet(), _ => new(200, """
            {"resourceType":"CapabilityStatement","fhirVersion":"4.0.1","rest":[{"mode":"server","interaction":[{"code":"transaction"}],"resource":[
             {"type":"Observation","interaction":[{"code":"create"},{"code":"update"},{"code":"search-type"}],"conditionalUpdate":true,"searchParam":[{"name":"identifier"}]},
             {"type":"Patient","interaction":[{"code":"read"}],"operation":[{"name":"match"}]}]}]}
            """), priority: -1);
        var asked = "";
        server.Give(Request.Create().WithPath("/fhir/Patient/$match").UsingPost(), body =>
        {
            asked = body;
            return new(200, """{"resourceType":"Bundle","type":"searchset","entry":[{"resource":{"resourceType":"Patient","id":"pa"},"search":{"score":1}}]}""");
        });
        var options = new FhirServerOptions { BaseAddress = server.BaseAddress };
        await using var destination = Open(options);

        var outcomes = await destination.DeliverAsync([[SomeDeliveries.Score("S1", "A"), SomeDeliveries.Score("S2", "A")]], Soon);

        Assert.All(outcomes[0], outcome => Assert.IsType<DeliveryOutcome.Delivered>(outcome));
        Assert.Equal(
            """{"resourceType":"Parameters","parameter":[{"name":"resource","resource":{"resourceType":"Patient","identifier":[{"system":"https://clinic.example/fhir/id/patient","value":"A"}]}},{"name":"onlyCertainMatches","valueBoolean":true}]}""",
            asked);
        Assert.Single(server.Paths, path => path.EndsWith("$match", StringComparison.Ordinal));
        Assert.DoesNotContain(server.Paths, path => path.EndsWith("Patient/_search", StringComparison.Ordinal));
        Assert.Contains("Patient: found by $match, where the server is certain of one", (await destination.ProbeAsync(Soon)).Findings);
    }

    [Fact]
    public async Task A_server_that_is_certain_of_nobody_or_of_several_leaves_the_record_to_a_person_and_is_asked_again_later()
    {
        await using var sandbox = await SandboxServer.StartAsync(new SandboxOptions(), TimeProvider.System, Soon);
        await AddPatientAsync(sandbox.BaseAddress, "Known");
        await using var destination = Open(new FhirServerOptions { BaseAddress = sandbox.BaseAddress, PatientLookup = PatientLookup.Match });

        var outcomes = await destination.DeliverAsync([[SomeDeliveries.Score("S1", "Nobody")], [SomeDeliveries.Score("S2", "Known")]], Soon);

        Assert.Equal(FailureCode.PatientNotMatched, Assert.IsType<DeliveryOutcome.Rejected>(outcomes[0][0]).Failure.Code);
        Assert.IsType<DeliveryOutcome.Delivered>(outcomes[1][0]);

        await AddPatientAsync(sandbox.BaseAddress, "Nobody");
        var replayed = await destination.DeliverAsync([[SomeDeliveries.Score("S1", "Nobody")]], Soon);

        Assert.IsType<DeliveryOutcome.Delivered>(replayed[0][0]);
    }

    [Fact]
    public async Task Several_certain_matches_have_a_reason_of_their_own()
    {
        using var server = new ScriptedServer();
        server.Give(Request.Create().WithPath("/fhir/Patient/$match").UsingPost(), _ => new(200, """
            {"resourceType":"Bundle","type":"searchset","entry":[
             {"resource":{"resourceType":"Patient","id":"pa"},"search":{"score":1}},{"resource":{"resourceType":"Patient","id":"pb"},"search":{"score":1}}]}
            """));
        await using var destination = Open(new FhirServerOptions { BaseAddress = server.BaseAddress, PatientLookup = PatientLookup.Match });

        var outcomes = await destination.DeliverAsync([[SomeDeliveries.Score("S1", "A")]], Soon);

        Assert.Equal(FailureCode.PatientMatchesSeveral, Assert.IsType<DeliveryOutcome.Rejected>(outcomes[0][0]).Failure.Code);
        Assert.Equal(0, server.Writes);
    }

    [Fact]
    public async Task A_patient_whom_matching_does_not_know_is_created_where_the_settings_say_so()
    {
        await using var sandbox = await SandboxServer.StartAsync(new SandboxOptions(), TimeProvider.System, Soon);
        await using var destination = Open(new FhirServerOptions
        {
            BaseAddress = sandbox.BaseAddress, PatientLookup = PatientLookup.Match, Patients = PatientMode.Create,
        });

        var outcomes = await destination.DeliverAsync([[SomeDeliveries.Score("S1", "New")], [SomeDeliveries.Score("S2", "New")]], Soon);

        Assert.All(outcomes, lane => Assert.IsType<DeliveryOutcome.Delivered>(lane[0]));
        Assert.Single(sandbox.Resources, each => each.Type == "Patient");
    }

    private static CancellationToken Soon => new CancellationTokenSource(TimeSpan.FromSeconds(60)).Token;

    private static FhirServerDestination Open(FhirServerOptions options) =>
        new("east", options, SomeDeliveries.Retract, TimeProvider.System, NullLogger.Instance);

    private static async Task AddPatientAsync(Uri baseAddress, string value)
    {
        using var http = new HttpClient();
        var patient = new JsonObject
        {
            ["resourceType"] = "Patient", ["identifier"] = new JsonArray(new JsonObject { ["system"] = SomeDeliveries.Ids + "patient", ["value"] = value }),
        };
        using var content = new StringContent(patient.ToJsonString(), Encoding.UTF8, "application/fhir+json");
        using var reply = await http.PostAsync($"{baseAddress}/Patient", content, Soon);
        reply.EnsureSuccessStatusCode();
    }
}
