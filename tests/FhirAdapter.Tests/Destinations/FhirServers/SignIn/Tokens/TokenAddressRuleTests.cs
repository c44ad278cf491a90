using FhirAdapter.Destinations.FhirServers;
using FhirAdapter.Destinations.FhirServers.SignIn.Tokens;
using FhirAdapter.Failures;

namespace FhirAdapter.Tests.Destinations.FhirServers.SignIn.Tokens;

public sealed class TokenAddressRuleTests
{
    private readonly FhirServerOptions options = new() { BaseAddress = new Uri("https://ehr.example/fhir"), AllowedOrigins = ["https://auth.example:8443"] };

    [Theory]
    [InlineData("https://ehr.example/token")]
    [InlineData("https://EHR.example:443/token")]
    [InlineData("https://auth.example:8443/a/token?x=1")]
    public void The_servers_own_origin_and_the_listed_ones_are_allowed(string address) => Assert.Null(Wrong(address));

    [Theory]
    [InlineData("https://auth.example/token")]
    [InlineData("https://ehr.example:8443/token")]
    [InlineData("https://ehr.example.evil/token")]
    [InlineData("https://evil/ehr.example/token")]
    [InlineData("https://ehr.example./token")]
    [InlineData("https://xn--hr-9ia.example/token")]
    [InlineData("https://169.254.169.254/token")]
    public void Any_other_is_refused_with_the_line_to_add(string address)
    {
        var wrong = Wrong(address)!;

        Assert.Equal((FailureCode.AddressNotAllowed, "AllowedOrigins"), (wrong.Code, wrong.Path));
        Assert.StartsWith(new Uri(address).GetLeftPart(UriPartial.Authority), wrong.Expected, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("https://ehr.example@evil/token")]
    [InlineData("https://user:word@ehr.example/token")]
    [InlineData("https://ehr.example/token#x")]
    [InlineData("http://ehr.example/token")]
    [InlineData("http://auth.example:8443/token")]
    public void User_names_fragments_and_plain_http_are_refused_wherever_they_lead(string address) =>
        Assert.Equal("SignIn:TokenAddress", Wrong(address)!.Path);

    [Fact]
    public void What_the_operator_sets_needs_no_second_line()
    {
        options.SignIn.TokenAddress = new Uri("https://elsewhere.example/token");

        Assert.Null(Wrong("https://elsewhere.example/token"));
        Assert.NotNull(Wrong("https://elsewhere.example/token2"));
    }

    private Failure? Wrong(string address) => new TokenAddressRule(options).Wrong(new Uri(address));
}
