using FhirAdapter.Destinations;
using FhirAdapter.Destinations.FhirServers;
using Microsoft.Extensions.Logging.Testing;
using Microsoft.Extensions.Time.Testing;
using WireMock.RequestBuilders;

namespace FhirAdapter.Tests.Destinations.FhirServers.Identity;

/// <summary>A search that is not found may be a way to search that the server does not know, or a server that is not there any more.</summary>
public sealed class GoneServerTests : IDisposable
{
    private readonly ScriptedServer server = new();
    private readonly FakeTimeProvider time = new();
    private readonly FhirServerOptions options = new() { Write = WriteMode.Transaction };

    public GoneServerTests() => options.BaseAddress = server.BaseAddress;

    [Fact]
    public async Task Of_a_server_that_is_gone_no_patient_is_asked_for_in_an_address()
    {
        await using var destination = await KnownAsync();
        // Whoever answers in its place speaks FHIR too: that alone must not be taken for the server's word.
        server.Give(Request.Create().WithPath("/fhir*").UsingAnyMethod(), ScriptedServer.Say(404, ScriptedServer.Outcome("not-found")), priority: -1);

        var deferred = Assert.IsType<DeliveryOutcome.Deferred>(await DeliverAsync(destination, "S2"));

        Assert.False(deferred.UsesAttempt);
        Assert.DoesNotContain("/fhir/Patient", server.Paths);
    }

    [Fact]
    public async Task A_server_that_does_not_know_searches_by_post_is_searched_by_get()
    {
        await using var destination = await KnownAsync();
        server.Give(Request.Create().WithPath("/fhir/Patient/_search").UsingPost(), ScriptedServer.Say(404, ScriptedServer.Outcome("not-supported")), priority: -1);
        server.Give(Request.Create().WithPath("/fhir/Patient").UsingGet(), ScriptedServer.Say(200, ScriptedServer.Searchset("Patient", "patient", "A", "pa")), priority: -1);

        Assert.IsType<DeliveryOutcome.Delivered>(await DeliverAsync(destination, "S2"));
    }

    public void Dispose() => server.Dispose();

    /// <summary>A destination that has read what the server is, and has forgotten whom it knows.</summary>
    private async Task<FhirServerDestination> KnownAsync()
    {
        server.Answer(ScriptedServer.Accept);
        var destination = new FhirServerDestination("east", options, SomeDeliveries.Retract, time, new FakeLogger());
        Assert.IsType<DeliveryOutcome.Delivered>(await DeliverAsync(destination, "S1"));
        time.Advance(options.ReferenceCacheLife + TimeSpan.FromMinutes(1));
        return destination;
    }

    private static async Task<DeliveryOutcome> DeliverAsync(FhirServerDestination destination, string id) =>
        (await destination.DeliverAsync([[SomeDeliveries.Score(id, "A")]], CancellationToken.None))[0][0];
}
