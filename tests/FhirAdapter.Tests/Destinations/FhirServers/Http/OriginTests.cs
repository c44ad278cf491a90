using FhirAdapter.Destinations.FhirServers.Http;

namespace FhirAdapter.Tests.Destinations.FhirServers.Http;

public sealed class OriginTests
{
    private static readonly Origin Home = new(new Uri("https://ehr.example:8443/fhir/"));

    [Theory]
    [InlineData("", "https://ehr.example:8443/fhir")]
    [InlineData("Patient/_search", "https://ehr.example:8443/fhir/Patient/_search")]
    [InlineData("Procedure?identifier=a%7Cb", "https://ehr.example:8443/fhir/Procedure?identifier=a%7Cb")]
    public void A_path_is_below_the_base(string path, string address) => Assert.Equal(address, Home.AddressOf(path).AbsoluteUri);

    [Theory]
    [InlineData("https://ehr.example.evil:8443/fhir/Patient/1")]
    [InlineData("http://ehr.example:8443/fhir/Patient/1")]
    [InlineData("https://ehr.example/fhir/Patient/1")]
    [InlineData("https://user@ehr.example:8443/fhir/Patient/1")]
    [InlineData("https://ehr.example:8443@evil/fhir/Patient/1")]
    [InlineData("https://ehr.example:8443/other/Patient/1")]
    [InlineData("https://ehr.example:8443/fhir-of-another/Patient/1")]
    [InlineData("https://ehr.example:8443/fhir/%2e%2e/other/Patient/1")]
    [InlineData("https://evil/?https://ehr.example:8443/fhir")]
    [InlineData("//evil/fhir/Patient/1")]
    [InlineData("\\\\evil\\fhir")]
    [InlineData("/other/Patient/1")]
    [InlineData("../other/Patient/1")]
    [InlineData("javascript:alert(1)")]
    [InlineData("")]
    [InlineData(null)]
    public void Anything_else_is_not_home(string? link)
    {
        if (Uri.TryCreate(link, UriKind.Absolute, out var address) && address.Scheme is "http" or "https")
            Assert.False(Home.IsHome(address!));
        Assert.Equal(link is "" ? "" : null, Home.PathOf(link));
    }

    [Theory]
    [InlineData("https://ehr.example:8443/fhir/Patient?page=2", "Patient?page=2")]
    [InlineData("https://EHR.example:8443/fhir?page=2", "?page=2")]
    [InlineData("Patient?page=2", "Patient?page=2")]
    [InlineData("/fhir/Observation/1/_history/2", "Observation/1/_history/2")]
    public void A_link_of_the_servers_own_gives_its_path(string link, string path) => Assert.Equal(path, Home.PathOf(link));

    [Fact]
    public void A_path_that_climbs_out_is_a_bug() =>
        Assert.Throws<InvalidOperationException>(() => Home.AddressOf("../admin"));
}
