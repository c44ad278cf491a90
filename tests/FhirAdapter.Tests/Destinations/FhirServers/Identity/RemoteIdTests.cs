using FhirAdapter.Destinations.FhirServers.Identity;

namespace FhirAdapter.Tests.Destinations.FhirServers.Identity;

public sealed class RemoteIdTests
{
    [Theory]
    [InlineData("Observation/1", "1", null)]
    [InlineData("/Observation/1", "1", null)]
    [InlineData("Observation/1/_history/2", "1", "2")]
    [InlineData("https://ehr.example/fhir/Observation/a-b.C/_history/W-3", "a-b.C", "W-3")]
    [InlineData("https://ehr.example/fhir/Observation/1/", "1", null)]
    [InlineData("https://evil.example/Observation/1?x=y#z", "1", null)]
    public void A_location_names_type_and_id_and_often_a_version(string location, string id, string? version) =>
        Assert.Equal(new RemoteId("Observation", id, version), RemoteId.OfLocation(location));

    [Theory]
    [InlineData(null)]
    [InlineData("")]
    [InlineData("1")]
    [InlineData("Observation/")]
    [InlineData("Observation/..")]
    [InlineData("Observation/a b")]
    [InlineData("Observation/%2e%2e")]
    [InlineData("observation/1")]
    [InlineData("https://ehr.example")]
    [InlineData("Observation/12345678901234567890123456789012345678901234567890123456789012345")]
    public void Anything_else_names_nothing(string? location) => Assert.Null(RemoteId.OfLocation(location));

    [Theory]
    [InlineData("W/\"23\"", "23")]
    [InlineData("\"23\"", "23")]
    [InlineData("23", "23")]
    [InlineData("W/\"9b2f-aa\"", "9b2f-aa")]
    [InlineData("W/\"\"", null)]
    [InlineData("W/\"a\\b\"", null)]
    [InlineData(null, null)]
    public void An_etag_gives_the_version(string? etag, string? version) => Assert.Equal(version, RemoteId.VersionOfETag(etag));
}
