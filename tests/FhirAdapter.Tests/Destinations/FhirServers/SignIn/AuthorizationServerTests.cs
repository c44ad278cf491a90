using System.Net;
using FhirAdapter.Destinations;
using FhirAdapter.Destinations.FhirServers;
using FhirAdapter.Destinations.FhirServers.SignIn;
using FhirAdapter.Destinations.FhirServers.SignIn.Keys;
using FhirAdapter.Destinations.FhirServers.SignIn.Tokens;
using FhirAdapter.Tests.IndependentServer;
using Microsoft.Extensions.Logging.Testing;

namespace FhirAdapter.Tests.Destinations.FhirServers.SignIn;

/// <summary>Sign-in at an authorization server that nobody here wrote.</summary>
public sealed class AuthorizationServerTests : IDisposable
{
    private const string Scopes = "system/Procedure.crus system/Observation.crus system/Patient.rs";

    private readonly string folder = Directory.CreateTempSubdirectory("fhir-adapter-as-").FullName;
    private readonly FakeLogger logger = new();

    private string KeyFolder => Path.Combine(folder, "keys");

    [NodeTheory]
    [InlineData(SigningAlgorithm.RS384)]
    [InlineData(SigningAlgorithm.ES384)]
    public async Task It_gives_a_token_for_an_assertion_of_either_algorithm_and_the_server_takes_it(SigningAlgorithm algorithm)
    {
        await using var server = await StartAsync(Scopes);

        var probe = await ProbeAsync(server, options => options.Algorithm = algorithm, $"clinic-{algorithm.ToString().ToLowerInvariant()}");

        Assert.True(probe.Reachable, string.Join('\n', probe.Findings));
        Assert.Contains("Token: obtained, used for at most 00:05:00", probe.Findings);
        Assert.Contains($"Scopes: {Scopes}: asked for and granted", probe.Findings);
        Assert.Contains(probe.Findings, each => each.StartsWith("Server: Guarded", StringComparison.Ordinal));
    }

    [NodeFact]
    public async Task It_gives_a_token_for_a_secret_with_odd_characters()
    {
        await using var server = await StartAsync(Scopes);
        var secret = Path.Combine(folder, "secret");
        await File.WriteAllTextAsync(secret, "a secret: of/the+clinic\n");
        if (!OperatingSystem.IsWindows())
            File.SetUnixFileMode(secret, UnixFileMode.UserRead | UnixFileMode.UserWrite);

        var probe = await ProbeAsync(server, options => (options.Kind, options.ClientSecretFile) = (SignInKind.ClientCredentials, secret), "clinic secret");

        Assert.True(probe.Reachable, string.Join('\n', probe.Findings));
    }

    [NodeFact]
    public async Task A_scope_that_it_leaves_out_is_named()
    {
        await using var server = await StartAsync("system/Procedure.crus system/Patient.rs");

        var probe = await ProbeAsync(server, _ => { }, "clinic-es384");

        Assert.False(probe.Reachable);
        Assert.Contains("(deferred.scope-not-granted); expected system/Observation.crus granted", probe.Findings[^1], StringComparison.Ordinal);
    }

    [NodeFact]
    public async Task A_client_that_it_does_not_know_is_told_so()
    {
        await using var server = await StartAsync(Scopes);

        var probe = await ProbeAsync(server, _ => { }, "somebody-else");

        Assert.Contains("[SignIn:ClientId]", probe.Findings[^1], StringComparison.Ordinal);
    }

    [NodeFact]
    public async Task It_refuses_an_assertion_a_second_time_and_one_for_somebody_else()
    {
        await using var server = await StartAsync(Scopes);
        var once = Assertion(server.TokenAddress);

        Assert.Equal(
            [HttpStatusCode.OK, HttpStatusCode.Unauthorized, HttpStatusCode.Unauthorized],
            [await AskAsync(server, once), await AskAsync(server, once), await AskAsync(server, Assertion(new Uri("http://127.0.0.1:1/token")))]);
    }

    public void Dispose() => Directory.Delete(folder, recursive: true);

    private async Task<AuthorizationServer> StartAsync(string scopes)
    {
        var keys = new ClientKeys(KeyFolder, TimeProvider.System);
        keys.Create(SigningAlgorithm.RS384);
        keys.Create(SigningAlgorithm.ES384);
        return await AuthorizationServer.StartAsync(Path.Combine(KeyFolder, "jwks.json"), scopes);
    }

    private async Task<ProbeResult> ProbeAsync(AuthorizationServer server, Action<SignInOptions> set, string clientId)
    {
        var options = new FhirServerOptions
        {
            BaseAddress = server.Base,
            SignIn = { Kind = SignInKind.SmartBackendServices, ClientId = clientId, KeyFolder = KeyFolder, Algorithm = SigningAlgorithm.ES384, Scopes = Scopes },
        };
        set(options.SignIn);
        await using var destination = new FhirServerDestination("east", options, SomeDeliveries.Retract, TimeProvider.System, logger);
        return await destination.ProbeAsync(SignInSite.Soon);
    }

    private string Assertion(Uri audience)
    {
        var folder = new KeyFolder(KeyFolder);
        using var key = folder.Open(folder.Read().Single(each => each.Algorithm == SigningAlgorithm.ES384))!;
        return ClientAssertion.Write("clinic-es384", audience, key, TimeProvider.System.GetUtcNow());
    }

    private static async Task<HttpStatusCode> AskAsync(AuthorizationServer server, string assertion)
    {
        using var client = new HttpClient();
        using var form = new FormUrlEncodedContent(new Dictionary<string, string>
        {
            ["grant_type"] = "client_credentials",
            ["client_assertion_type"] = "urn:ietf:params:oauth:client-assertion-type:jwt-bearer",
            ["client_assertion"] = assertion,
        });
        using var answer = await client.PostAsync(server.TokenAddress, form);
        return answer.StatusCode;
    }
}
