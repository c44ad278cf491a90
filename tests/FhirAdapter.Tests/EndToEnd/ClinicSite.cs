using FhirAdapter.Operations;
using FhirAdapter.Outbox;
using FhirAdapter.Tests.Architecture;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;

namespace FhirAdapter.Tests.EndToEnd;

/// <summary>A clinic with its own inbox and ledger, whose adapter can be started again and again.</summary>
internal sealed class ClinicSite : IDisposable
{
    private readonly DirectoryInfo _folder = Directory.CreateTempSubdirectory("fhir-adapter-clinic-");

    public static string Samples => Path.Combine(RepositoryRoot.Path, "samples", "clinic");

    public string Inbox => Path.Combine(_folder.FullName, "inbox");

    public Dictionary<string, string?> Settings(Uri server) => new()
    {
        ["FhirAdapter:Identity:System"] = "https://clinic.example/fhir/id",
        ["FhirAdapter:Outbox:Path"] = Path.Combine(_folder.FullName, "ledger.db"),
        ["FhirAdapter:Sources:Files:clinic:Path"] = Inbox,
        ["FhirAdapter:Sources:Files:clinic:QuietPeriod"] = "00:00:00.050",
        ["FhirAdapter:Destinations:FhirServers:server:BaseAddress"] = server.AbsoluteUri,
        ["FhirAdapter:Destinations:FhirServers:server:Patients"] = "Create",
        ["FhirAdapter:Destinations:FhirServers:server:Practitioners"] = "Create",
    };

    /// <summary>The settings for a server in the manner of a write profile that knows its people already.</summary>
    public static (string Key, string Value)[] Manners(string profile) =>
    [
        ("FhirAdapter:Destinations:FhirServers:server:WriteProfile:Name", profile),
        ("FhirAdapter:Destinations:FhirServers:server:Patients", "Resolve"),
        ("FhirAdapter:Destinations:FhirServers:server:Practitioners", "Resolve"),
    ];

    /// <summary>Puts a file of records into the inbox.</summary>
    public Task DropAsync(byte[] ndjson)
    {
        Directory.CreateDirectory(Inbox);
        return File.WriteAllBytesAsync(Path.Combine(Inbox, "records.ndjson"), ndjson);
    }

    /// <summary>Puts a copy of the sample clinic's files, or of some, into the inbox.</summary>
    public void DropSamples(Func<string, bool>? which = null)
    {
        Directory.CreateDirectory(Inbox);
        foreach (var file in SampleFiles.All.Where(f => which is null || which(Path.GetFileName(f))))
            File.Copy(file, Path.Combine(Inbox, Path.GetFileName(file)));
    }

    /// <summary>Runs the adapter once, from inbox to server, in a host of its own.</summary>
    public async Task<(AdapterProgress Progress, AdapterStatus Status)> SyncAsync(Uri server, params (string Key, string Value)[] more)
    {
        var builder = Host.CreateEmptyApplicationBuilder(null);
        builder.Configuration.AddInMemoryCollection(Settings(server));
        builder.Configuration.AddInMemoryCollection(more.Select(m => KeyValuePair.Create<string, string?>(m.Key, m.Value)));
        builder.Services.AddFhirAdapterOperations(builder.Configuration);
        using var host = builder.Build();
        var operations = host.Services.GetRequiredService<AdapterOperations>();
        using var limit = new CancellationTokenSource(TimeSpan.FromMinutes(15));
        var status = await operations.SyncAsync(TimeSpan.FromSeconds(20), limit.Token);
        return (operations.Progress, status);
    }

    /// <summary>Why records are parked or held, each reason once with its count.</summary>
    public async Task<string> WhyStuckAsync(Uri server, params (string Key, string Value)[] more) => string.Join(
        '\n', (await StuckAsync(server, more)).CountBy(each => $"{each.Key.Kind} {each.State}: {each.Failure}").Select(each => $"{each.Value} x {each.Key}"));

    /// <summary>What is parked or held.</summary>
    public async Task<IReadOnlyList<ParkedDelivery>> StuckAsync(Uri server, params (string Key, string Value)[] more)
    {
        var builder = Host.CreateEmptyApplicationBuilder(null);
        builder.Configuration.AddInMemoryCollection(Settings(server));
        builder.Configuration.AddInMemoryCollection(more.Select(m => KeyValuePair.Create<string, string?>(m.Key, m.Value)));
        builder.Services.AddFhirAdapterOperations(builder.Configuration);
        using var host = builder.Build();
        return await host.Services.GetRequiredService<AdapterOperations>().DeadLettersAsync(null, 10_000, CancellationToken.None).ToListAsync();
    }

    public void Dispose() => _folder.Delete(recursive: true);
}
