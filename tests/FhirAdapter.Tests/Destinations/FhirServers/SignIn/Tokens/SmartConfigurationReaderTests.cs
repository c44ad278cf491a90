using System.Text;
using FhirAdapter.Destinations.FhirServers;
using FhirAdapter.Destinations.FhirServers.SignIn.Tokens;

namespace FhirAdapter.Tests.Destinations.FhirServers.SignIn.Tokens;

public sealed class SmartConfigurationReaderTests
{
    [Theory]
    [InlineData("https://fhir-ehr-code.cerner.com/r4/tenant", "https://authorization.cerner.com/tenants/t/hosts/fhir-ehr-code.cerner.com/protocols/oauth2/profiles/smart-v1/token", "https://authorization.cerner.com")]
    [InlineData("https://fhir.epic.com/interconnect-fhir-oauth/api/FHIR/R4", "https://fhir.epic.com/interconnect-fhir-oauth/oauth2/token", null)]
    public void Of_the_vendors_some_ask_for_tokens_at_their_own_host_and_some_elsewhere(string server, string token, string? toList)
    {
        var read = SmartConfigurationReader.Read(Encoding.UTF8.GetBytes($$"""
            {"token_endpoint":"{{token}}","token_endpoint_auth_methods_supported":["client_secret_basic","private_key_jwt"],
             "token_endpoint_auth_signing_alg_values_supported":["RS384","ES384"],"capabilities":["permission-v2"]}
            """))!;
        var options = new FhirServerOptions { BaseAddress = new Uri(server) };

        var wrong = new TokenAddressRule(options).Wrong(read.TokenAddress);
        Assert.Equal(["RS384", "ES384"], read.Algorithms);
        Assert.Equal(toList is not null, wrong?.Expected?.StartsWith($"{toList} in that list", StringComparison.Ordinal) == true);
        options.AllowedOrigins = toList is null ? [] : [toList];
        Assert.Null(new TokenAddressRule(options).Wrong(read.TokenAddress));
    }

    [Theory]
    [InlineData("{}")]
    [InlineData("""{"token_endpoint":"/token"}""")]
    [InlineData("""{"token_endpoint":"file:///etc/passwd"}""")]
    [InlineData("""{"token_endpoint":7}""")]
    [InlineData("""{"token_endpoint":"https://a/t","token_endpoint":"https://b/t"}""")]
    [InlineData("""["https://a/t"]""")]
    [InlineData("<html/>")]
    [InlineData("")]
    public void What_names_no_token_endpoint_is_none(string body) => Assert.Null(SmartConfigurationReader.Read(Encoding.UTF8.GetBytes(body)));

    [Fact]
    public void What_is_nested_without_end_is_none() => Assert.Null(SmartConfigurationReader.Read(Encoding.ASCII.GetBytes(new string('[', 100_000))));
}
