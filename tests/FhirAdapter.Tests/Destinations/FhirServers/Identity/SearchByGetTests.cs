using FhirAdapter.Destinations;
using FhirAdapter.Destinations.FhirServers;
using FhirAdapter.Destinations.FhirServers.Contents;
using FhirAdapter.Destinations.FhirServers.Http;
using FhirAdapter.Failures;
using Microsoft.Extensions.Logging.Abstractions;
using WireMock.RequestBuilders;

namespace FhirAdapter.Tests.Destinations.FhirServers.Identity;

/// <summary>When a patient's identifier may stand in an address, because the server does not take it in a body.</summary>
public sealed class SearchByGetTests : IDisposable
{
    private readonly ScriptedServer _server = new();
    private readonly FhirServerOptions _options = new();

    [Theory]
    [InlineData(405, false)]
    [InlineData(501, false)]
    [InlineData(404, true)]
    public async Task A_server_that_says_that_it_has_no_search_by_post_is_asked_by_get(int status, bool isFhir)
    {
        Refuse(status, isFhir);

        Assert.IsType<DeliveryOutcome.Delivered>(await DeliverAsync());
        Assert.Contains("/fhir/Patient", _server.Paths);
    }

    [Fact]
    public async Task An_answer_that_is_not_the_FHIR_servers_brings_no_identifier_into_an_address_and_parks_nothing()
    {
        Refuse(404, isFhir: false);

        var outcome = Assert.IsType<DeliveryOutcome.Deferred>(await DeliverAsync());

        Assert.Equal((FailureCode.Unavailable, 404), (outcome.Failure.Code, outcome.Failure.HttpStatus));
        Assert.DoesNotContain("/fhir/Patient", _server.Paths);
    }

    [Theory]
    [InlineData(405, false)]
    [InlineData(404, true)]
    public async Task Where_the_settings_forbid_it_no_identifier_comes_into_an_address(int status, bool isFhir)
    {
        _options.SearchByGet = false;
        Refuse(status, isFhir);

        var outcome = Assert.IsType<DeliveryOutcome.Rejected>(await DeliverAsync());

        Assert.Equal(new Failure(FailureCode.NotSupported, "Patient", "a search by identifier by POST; SearchByGet is off", status), outcome.Failure);
        Assert.DoesNotContain("/fhir/Patient", _server.Paths);
    }

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public async Task A_search_by_content_is_made_by_get_only_where_the_settings_allow_it(bool isAllowed)
    {
        _options.BaseAddress = _server.BaseAddress;
        Refuse(405, isFhir: true);
        await using var connection = new FhirServerConnection("east", _options, TimeProvider.System, NullLogger.Instance, null);

        var (_, refusal) = await new ContentSearch(connection, isAllowed, _ => Task.FromResult(true)).FindAsync("Patient", "patient=1", CancellationToken.None);

        Assert.Equal(isAllowed, refusal is null);
        Assert.Equal(isAllowed, _server.Paths.Contains("/fhir/Patient"));
    }

    public void Dispose() => _server.Dispose();

    private void Refuse(int status, bool isFhir)
    {
        _server.Give(Request.Create().WithPath("/fhir/Patient/_search").UsingPost(), ScriptedServer.Say(status, isFhir ? ScriptedServer.Outcome("not-supported") : "<html>"), priority: -1);
        _server.Give(Request.Create().WithPath("/fhir/Patient").UsingGet(), _ => new(200, ScriptedServer.Searchset("Patient", "patient", "A", "pa")));
    }

    private async Task<DeliveryOutcome> DeliverAsync()
    {
        _options.BaseAddress = _server.BaseAddress;
        await using var destination = new FhirServerDestination("east", _options, SomeDeliveries.Retract, TimeProvider.System, NullLogger.Instance);
        using var soon = new CancellationTokenSource(TimeSpan.FromSeconds(60));
        return (await destination.DeliverAsync([[SomeDeliveries.Score("S1", "A")]], soon.Token))[0][0];
    }
}
