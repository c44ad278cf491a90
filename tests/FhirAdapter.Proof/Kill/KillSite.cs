using System.Globalization;
using System.Net;
using System.Net.Sockets;
using System.Text.Json;
using FhirAdapter.Proof.Clinic;
using FhirAdapter.Proof.FaultServer;
using FhirAdapter.Proof.FaultServer.Fhir;

namespace FhirAdapter.Proof.Kill;

/// <summary>A clinic's folder, two servers of different manners, a folder of NDJSON, and the settings that join them.</summary>
internal sealed class KillSite : IAsyncDisposable
{
    private readonly Uri _address;

    private KillSite(Random random)
    {
        Directory.CreateDirectory(Inbox);
        Directory.CreateDirectory(Ndjson);
        _address = new Uri(string.Create(CultureInfo.InvariantCulture, $"http://127.0.0.1:{FreePort()}"));
        Pusher = new Pusher(Folder, _address);
        Feeder = new Feeder(Inbox, Pusher, random);
        foreach (var server in Servers)
            ServerCount.AddPatients(server.Service, Feeder.Patients);
        File.WriteAllText(Path.Combine(Folder, "appsettings.json"), JsonSerializer.Serialize(new { FhirAdapter = Settings() }));
    }

    public string Folder { get; } = ScratchFolder.Make("kill");

    public string Inbox => Path.Combine(Folder, "inbox");

    public string Ndjson => Path.Combine(Folder, "ndjson");

    public string LedgerPath => Path.Combine(Folder, "ledger.db");

    public Feeder Feeder { get; }

    public Pusher Pusher { get; }

    /// <summary>One that takes transactions, and one that can only create, update and search.</summary>
    public FhirFaultServer[] Servers { get; } = [FhirFaultServer.Start(ServerManners.A), FhirFaultServer.Start(ServerManners.C)];

    public static KillSite Open(Random random) => new(random);

    public WorkerProcess Start(string? failPoint, params string[] arguments) => WorkerProcess.Start(Folder, failPoint, arguments);

    /// <summary>Lets it die of a kill inside the first start: what was there goes, so that the next start begins anew.</summary>
    public void ForgetLedger()
    {
        foreach (var file in Directory.EnumerateFiles(Folder, "ledger.db*"))
            File.Delete(file);
    }

    public async ValueTask DisposeAsync()
    {
        Pusher.Dispose();
        foreach (var server in Servers)
            await server.DisposeAsync();
        Directory.Delete(Folder, recursive: true);
    }

    private static int FreePort()
    {
        using var listener = new TcpListener(IPAddress.Loopback, 0);
        listener.Start();
        return ((IPEndPoint)listener.LocalEndpoint).Port;
    }

    private object Settings() => new
    {
        Identity = new { System = ClinicRecords.Identity },
        Outbox = new { Path = LedgerPath },
        Http = new { Url = _address },
        Intake = new { ApiKeyFile = Pusher.KeyFile },
        // A lease left by a kill holds its lanes back until it ends: the shortest that is allowed.
        Delivery = new { Lease = "00:00:05", ClaimSize = 25, Workers = 2, LeastDelay = "00:00:00.05", FirstDelay = "00:00:00.10", MaxDelay = "00:00:01" },
        Sources = new { Files = new { clinic = new { Path = Inbox, QuietPeriod = "00:00:00", PollInterval = "00:00:00.05", BatchSize = 4 } } },
        Destinations = new
        {
            FhirServers = new
            {
                east = new { BaseAddress = Servers[0].BaseAddress.AbsoluteUri, MaxBundleEntries = 10 },
                west = new { BaseAddress = Servers[1].BaseAddress.AbsoluteUri },
            },
            Files = new { folder = new { Path = Ndjson } },
        },
    };
}
