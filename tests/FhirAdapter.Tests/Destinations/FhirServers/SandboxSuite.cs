using FhirAdapter.Sandbox;

namespace FhirAdapter.Tests.Destinations.FhirServers;

/// <summary>The suite against the sandbox.</summary>
public sealed class SandboxSuite : FhirServerSuite
{
    private SandboxServer server = null!;

    private protected override Uri BaseAddress => server.BaseAddress;

    public override async Task InitializeAsync()
    {
        server = await SandboxServer.StartAsync(new SandboxOptions(), TimeProvider.System, Soon);
        await base.InitializeAsync();
    }

    public override async Task DisposeAsync()
    {
        await base.DisposeAsync();
        await server.DisposeAsync();
    }
}
