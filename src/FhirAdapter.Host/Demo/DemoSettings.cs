using FhirAdapter.Host.Commands;

namespace FhirAdapter.Host.Demo;

/// <summary>The settings a demo runs on: the same keys a person would write for a real server.</summary>
internal static class DemoSettings
{
    public static Dictionary<string, string?> For(DemoFolders folders, Uri server) => new()
    {
        ["FhirAdapter:Identity:System"] = DemoIdentity.System,
        ["FhirAdapter:Outbox:Path"] = folders.Ledger,
        ["FhirAdapter:Sources:Files:clinic:Path"] = folders.Inbox,
        ["FhirAdapter:Destinations:FhirServers:sandbox:BaseAddress"] = server.AbsoluteUri,
        // The sandbox begins empty, so nobody could have made the patients known to it.
        ["FhirAdapter:Destinations:FhirServers:sandbox:Patients"] = "Create",
        ["FhirAdapter:Destinations:FhirServers:sandbox:Practitioners"] = "Create",
    };
}
