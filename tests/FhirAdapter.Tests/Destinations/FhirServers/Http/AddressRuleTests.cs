using System.Net;
using FhirAdapter.Destinations.FhirServers;
using FhirAdapter.Destinations.FhirServers.Http;

namespace FhirAdapter.Tests.Destinations.FhirServers.Http;

public sealed class AddressRuleTests
{
    [Theory]
    [InlineData("127.0.0.1")]
    [InlineData("10.1.2.3")]
    [InlineData("172.31.255.255")]
    [InlineData("192.168.1.1")]
    [InlineData("100.64.0.1")]
    [InlineData("169.254.169.254")]
    [InlineData("0.0.0.0")]
    [InlineData("224.0.0.1")]
    [InlineData("255.255.255.255")]
    [InlineData("::1")]
    [InlineData("::")]
    [InlineData("fe80::1")]
    [InlineData("fd00:ec2::254")]
    [InlineData("ff02::1")]
    [InlineData("::ffff:169.254.169.254")]
    [InlineData("::ffff:10.1.2.3")]
    [InlineData("::7f00:1")]
    [InlineData("64:ff9b::a9fe:a9fe")]
    [InlineData("2002:7f00:1::")]
    public void What_is_not_of_the_public_internet_is_refused_to_a_name(string address) =>
        Assert.False(Rule("https://ehr.example/fhir").Allows("ehr.example", IPAddress.Parse(address)));

    [Theory]
    [InlineData("93.184.216.34")]
    [InlineData("172.32.0.1")]
    [InlineData("2606:4700::1111")]
    [InlineData("64:ff9b::5db8:d822")]
    public void What_is_of_it_is_not(string address) =>
        Assert.True(Rule("https://ehr.example/fhir").Allows("ehr.example", IPAddress.Parse(address)));

    [Theory]
    [InlineData("http://127.0.0.1:8080/fhir", "127.0.0.1", "127.0.0.1", true)]
    [InlineData("http://[::1]:8080/fhir", "::1", "::1", true)]
    [InlineData("http://localhost/fhir", "localhost", "127.0.0.1", true)]
    [InlineData("http://localhost/fhir", "localhost", "10.0.0.1", false)]
    [InlineData("https://10.1.2.3/fhir", "10.1.2.3", "10.1.2.3", true)]
    [InlineData("http://2130706433/fhir", "127.0.0.1", "127.0.0.1", true)]
    [InlineData("http://127.0.0.1:8080/fhir", "127.0.0.2", "127.0.0.2", false)]
    [InlineData("http://127.0.0.1:8080/fhir", "evil.example", "127.0.0.1", false)]
    public void What_the_operator_wrote_out_is_allowed_and_nothing_beside_it(string server, string host, string address, bool allowed) =>
        Assert.Equal(allowed, Rule(server).Allows(host, IPAddress.Parse(address)));

    [Fact]
    public void A_listed_network_is_allowed_to_a_name_also_in_its_IPv6_form()
    {
        var rule = Rule("https://ehr.example/fhir", "10.20.0.0/16", "fd00::/64");

        Assert.True(rule.Allows("ehr.example", IPAddress.Parse("10.20.3.4")));
        Assert.True(rule.Allows("ehr.example", IPAddress.Parse("::ffff:10.20.3.4")));
        Assert.True(rule.Allows("ehr.example", IPAddress.Parse("fd00::7")));
        Assert.False(rule.Allows("ehr.example", IPAddress.Parse("10.21.3.4")));
    }

    private static AddressRule Rule(string server, params string[] networks) =>
        new(new FhirServerOptions { BaseAddress = new Uri(server), AllowedNetworks = networks });
}
