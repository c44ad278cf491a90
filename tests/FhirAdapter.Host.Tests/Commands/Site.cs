using FhirAdapter.Sandbox;

namespace FhirAdapter.Host.Tests.Commands;

/// <summary>A clinic's folder, and a sandbox server to send to.</summary>
internal sealed class Site : IAsyncDisposable
{
    private Site(SandboxServer server) => Server = server;

    public SandboxServer Server { get; }

    public string Folder { get; } = Directory.CreateTempSubdirectory("fhir-adapter-site-").FullName;

    public string Inbox => Directory.CreateDirectory(Path.Combine(Folder, "inbox")).FullName;

    public Dictionary<string, string?> Settings { get; } = [];

    public static async Task<Site> OpenAsync(string patients)
    {
        var site = new Site(await SandboxServer.StartAsync(new SandboxOptions(), TimeProvider.System, CancellationToken.None));
        site.Settings["FhirAdapter:Identity:System"] = "https://clinic.example/fhir/id";
        site.Settings["FhirAdapter:Outbox:Path"] = Path.Combine(site.Folder, "ledger.db");
        site.Settings["FhirAdapter:Sources:Files:clinic:Path"] = site.Inbox;
        site.Settings["FhirAdapter:Destinations:FhirServers:server:BaseAddress"] = site.Server.BaseAddress.AbsoluteUri;
        site.Settings["FhirAdapter:Destinations:FhirServers:server:Patients"] = patients;
        site.Settings["FhirAdapter:Destinations:FhirServers:server:Practitioners"] = "Create";
        return site;
    }

    public Task<AdapterProcess.Ended> RunAsync(params string[] arguments) => AdapterProcess.RunAsync(Folder, Settings, null, arguments);

    public void Drop(string name, string content)
    {
        // Renamed in, so that it is whole at once.
        var unfinished = Path.Combine(Inbox, "." + name);
        File.WriteAllText(unfinished, content);
        File.Move(unfinished, Path.Combine(Inbox, name));
    }

    public async ValueTask DisposeAsync()
    {
        await Server.DisposeAsync();
        Directory.Delete(Folder, recursive: true);
    }
}
