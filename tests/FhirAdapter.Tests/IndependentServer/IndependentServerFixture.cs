using System.Diagnostics;
using FhirAdapter.Tests.Profiles;

namespace FhirAdapter.Tests.IndependentServer;

/// <summary>
/// The FHIR R4 server of tests/independent-server, started for the tests that share this fixture: on the loopback address, at a port of
/// the operating system's choice, without any resources; it enforces the adapter's profiles where a resource claims one. Packages are installed first when need be (at most three minutes).
/// </summary>
public sealed class IndependentServerFixture : IAsyncLifetime
{
    private const string Ready = "listening ";
    private static readonly TimeSpan StartLimit = TimeSpan.FromSeconds(60);
    private static readonly TimeSpan StopLimit = TimeSpan.FromSeconds(10);

    private Process? _server;
    private Task<string>? _errors;
    private Uri? _baseAddress;

    /// <summary>The FHIR base with a slash at its end, so that <c>new Uri(BaseAddress, "Patient")</c> stays below it.</summary>
    public Uri BaseAddress => _baseAddress ?? throw new InvalidOperationException("The independent server is not running.");

    /// <summary>Installs packages when need be, starts the server, and waits until it listens. Does nothing where tests are skipped.</summary>
    public async Task InitializeAsync()
    {
        // A class whose facts are all skipped still gets its fixture.
        if (new NodeFactAttribute().Skip is not null)
            return;

        await NodePackages.InstallAsync(IndependentServerFolder.Path, CancellationToken.None);
        _server = Process.Start(NodeCommand.Node(IndependentServerFolder.Path, "server.mjs", "--port", "0", "--profiles", CompiledProfiles.Folder))
            ?? throw new InvalidOperationException("node could not be started.");
        _errors = _server.StandardError.ReadToEndAsync();
        _baseAddress = new Uri(await ReadAddressAsync(_server) + "/");
    }

    /// <summary>Closes the server's standard input, which ends it, and kills it by its process id if that does not.</summary>
    public async Task DisposeAsync()
    {
        if (_server is null)
            return;

        using var limit = new CancellationTokenSource(StopLimit);
        try
        {
            _server.StandardInput.Close();
            await _server.WaitForExitAsync(limit.Token);
        }
        catch (OperationCanceledException)
        {
            _server.Kill(entireProcessTree: true);
        }
        finally
        {
            _server.Dispose();
            _server = null;
        }
    }

    /// <summary>Forgets every resource and count on the server.</summary>
    public async Task ResetAsync(HttpClient client, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(client);
        using var answer = await client.PostAsync(new Uri(BaseAddress, "/__reset"), null, cancellationToken);
        answer.EnsureSuccessStatusCode();
    }

    private async Task<string> ReadAddressAsync(Process server)
    {
        using var limit = new CancellationTokenSource(StartLimit);
        string? line;
        try
        {
            line = await server.StandardOutput.ReadLineAsync(limit.Token);
        }
        catch (OperationCanceledException)
        {
            await DisposeAsync();
            throw new InvalidOperationException($"The independent server was not listening within {StartLimit.TotalSeconds} seconds.");
        }

        if (line is not null && line.StartsWith(Ready, StringComparison.Ordinal))
            return line[Ready.Length..];

        server.StandardInput.Close();
        var errors = await _errors!.WaitAsync(StopLimit);
        await DisposeAsync();
        throw new InvalidOperationException($"The independent server ended before it was listening. {errors}");
    }
}
