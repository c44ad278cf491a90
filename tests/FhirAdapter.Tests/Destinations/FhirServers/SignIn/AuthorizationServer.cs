using System.Diagnostics;
using FhirAdapter.Tests.Architecture;
using FhirAdapter.Tests.IndependentServer;

namespace FhirAdapter.Tests.Destinations.FhirServers.SignIn;

/// <summary>The authorization server of tests/authorization-server (oidc-provider), started for one test on the loopback address.</summary>
internal sealed class AuthorizationServer : IAsyncDisposable
{
    private static readonly string Folder = Path.Combine(RepositoryRoot.Path, "tests", "authorization-server");
    private static readonly TimeSpan Limit = TimeSpan.FromSeconds(60);

    private readonly Process process;

    private AuthorizationServer(Process process, Uri fhirBase) => (this.process, Base) = (process, fhirBase);

    /// <summary>The FHIR base that wants a token of it.</summary>
    public Uri Base { get; }

    public Uri TokenAddress => new(Base, "/token");

    /// <summary>Installs packages when need be, starts it, and waits until it listens.</summary>
    public static async Task<AuthorizationServer> StartAsync(string keySetFile, string scopes)
    {
        await NodePackages.InstallAsync(Folder, CancellationToken.None);
        var process = Process.Start(NodeCommand.Node(Folder, "server.mjs", "--jwks", keySetFile, "--scopes", scopes))!;
        var errors = process.StandardError.ReadToEndAsync();
        using var limit = new CancellationTokenSource(Limit);
        var line = await process.StandardOutput.ReadLineAsync(limit.Token);
        if (line?.Split(' ') is ["listening", var address])
            return new AuthorizationServer(process, new Uri(address));
        process.Kill(entireProcessTree: true);
        throw new InvalidOperationException($"The authorization server did not start. {await errors}");
    }

    public async ValueTask DisposeAsync()
    {
        using var limit = new CancellationTokenSource(TimeSpan.FromSeconds(10));
        try
        {
            process.StandardInput.Close();
            await process.WaitForExitAsync(limit.Token);
        }
        catch (OperationCanceledException)
        {
            process.Kill(entireProcessTree: true);
        }
        process.Dispose();
    }
}
