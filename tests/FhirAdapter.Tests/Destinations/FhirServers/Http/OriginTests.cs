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
    [InlineData("https://ehr.example:8443/other/Patient/1")]
    [InlineData("https://evil/?https://ehr.example:8443/fhir")]
    public void Anything_else_is_not_home(string address) => Assert.False(Home.IsHome(new Uri(address)));

    [Fact]
    public void A_path_that_climbs_out_is_a_bug() =>
        Assert.Throws<InvalidOperationException>(() => Home.AddressOf("../admin"));
}
