using FhirAdapter.Configuration;
using Microsoft.Extensions.Configuration;

namespace FhirAdapter.Tests.Destinations.FhirServers.SignIn;

/// <summary>What is wrong with the settings of a sign-in is told at the start, with the key and the mend.</summary>
public sealed class SignInOptionsTests
{
    private const string Server = "FhirAdapter:Destinations:FhirServers:east";

    [Theory]
    [InlineData("Basic", "UserName", "PasswordFile")]
    [InlineData("BearerToken", "TokenFile")]
    [InlineData("ClientCredentials", "ClientId", "ClientSecretFile")]
    [InlineData("SmartBackendServices", "ClientId", "KeyFolder")]
    [InlineData("ClientCertificate", "CertificateFile")]
    public void What_a_kind_needs_and_lacks_is_named(string kind, params string[] keys) =>
        Assert.Equal([.. keys.Select(key => $"{Server}:SignIn:{key} is missing: Kind {kind} needs it.")], Errors(("SignIn:Kind", kind)));

    [Fact]
    public void Settings_without_a_kind_are_not_passed_over() => Assert.StartsWith(
        $"{Server}:SignIn:Kind is None although TokenFile is set; name the kind of sign-in, one of None, Basic,",
        Errors(("SignIn:TokenFile", "/nowhere/token"))[0], StringComparison.Ordinal);

    [Fact]
    public void A_file_that_is_not_there_is_named() => Assert.Equal(
        [$"{Server}:SignIn:TokenFile names /nowhere/token, which is not there."],
        Errors(("SignIn:Kind", "BearerToken"), ("SignIn:TokenFile", "/nowhere/token")));

    [Fact]
    public void A_key_folder_that_is_not_there_is_named_with_the_command_that_makes_it() => Assert.Equal(
        [$"{Server}:SignIn:KeyFolder names /nowhere/keys, which is not there; run: fhir-adapter keys new --folder /nowhere/keys."],
        Errors(("SignIn:Kind", "SmartBackendServices"), ("SignIn:ClientId", "c"), ("SignIn:KeyFolder", "/nowhere/keys")));

    [Fact]
    public void A_kind_that_does_not_exist_is_named_with_those_that_do() => Assert.Equal(
        [$"{Server}:SignIn:Kind must be one of None, Basic, BearerToken, ClientCredentials, SmartBackendServices, ClientCertificate."],
        Errors(("SignIn:Kind", "Magic")));

    [Theory]
    [InlineData("AllowedOrigins:0", "https://auth.example/path", "which is no origin")]
    [InlineData("AllowedOrigins:0", "http://auth.example", "which is no origin")]
    [InlineData("AllowedOrigins:0", "https://user@auth.example", "which is no origin")]
    [InlineData("AllowedOrigins", "https://auth.example", "must be a list")]
    [InlineData("AllowedNetworks:0", "10.0.0.0/33", "which is no network")]
    [InlineData("AllowedNetworks:0", "ehr.example", "which is no network")]
    [InlineData("Proxy", "https://proxy.example", "must be an absolute http address")]
    [InlineData("Proxy", "http://user:word@proxy.example:3128", "must be an absolute http address")]
    [InlineData("SignIn:TokenAddress", "https://user@auth.example/token", "must be an absolute https address")]
    [InlineData("SignIn:UserName", "a:b", "must not hold a colon")]
    [InlineData("SignIn:Timeout", "00:00:00", "must be from")]
    [InlineData("Tls:TrustFile", "/nowhere/authority.pem", "which is not there")]
    [InlineData("Tls:Revocation", "Never", "must be one of NoCheck, Online, Offline")]
    [InlineData("BearerTokenFile", "/run/token", "is not a setting")]
    public void What_is_malformed_is_named(string key, string value, string words) =>
        Assert.Contains(Errors((key, value)), each => each.StartsWith($"{Server}:{key.Replace(":0", "", StringComparison.Ordinal)} ", StringComparison.Ordinal) && each.Contains(words, StringComparison.Ordinal));

    [Fact]
    public void Lists_are_read() => Assert.Empty(Errors(
        ("AllowedOrigins:0", "https://auth.example"), ("AllowedOrigins:1", "https://auth.example:8443"), ("AllowedNetworks:0", "10.0.0.0/8"), ("AllowedNetworks:1", "fd00::1")));

    private static IReadOnlyList<string> Errors(params (string Key, string Value)[] settings) => AdapterSettings.Read(new ConfigurationBuilder()
        .AddInMemoryCollection(settings.Select(each => KeyValuePair.Create($"{Server}:{each.Key}", (string?)each.Value)))
        .AddInMemoryCollection([
            KeyValuePair.Create("FhirAdapter:Identity:System", (string?)"https://clinic.example/fhir/id"),
            KeyValuePair.Create("FhirAdapter:Outbox:Path", (string?)"/tmp/ledger.db"),
            KeyValuePair.Create($"{Server}:BaseAddress", (string?)"https://ehr.example/fhir"),
        ]).Build()).Errors;
}
