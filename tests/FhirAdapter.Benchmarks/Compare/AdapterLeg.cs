using FhirAdapter.Operations;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;

namespace FhirAdapter.Benchmarks.Compare;

/// <summary>
/// The verb <c>leg-adapter</c>: the adapter as an embedder has it, from the file in the watched folder to the last delivery settled in the
/// ledger. Nothing is tuned but what the command line of <c>compare</c> says.
/// </summary>
internal static class AdapterLeg
{
    public static async Task<int> RunAsync(CommandLine line, CancellationToken cancellationToken)
    {
        var count = line.Count("--records", 200_000, 1, 10_000_000);
        var configuration = new ConfigurationBuilder().AddInMemoryCollection(Settings(line.Text("--folder"), line.Text("--sink"))).Build();
        var services = new ServiceCollection().AddLogging(log => log.AddSimpleConsole(o => o.SingleLine = true).AddFilter(level => level >= LogLevel.Error));
        await using var provider = services.AddFhirAdapterOperations(configuration).BuildServiceProvider();
        var operations = provider.GetRequiredService<AdapterOperations>();
        var figures = await LegFigures.MeasureAsync(async () =>
        {
            var status = await operations.SyncAsync(TimeSpan.Zero, cancellationToken);
            var sink = status.Destinations.Single();
            if (sink.Delivered != count || sink.Residue != 0)
                throw new InvalidOperationException($"Of {count} records {sink.Delivered} were delivered: {sink}");
            return count;
        });
        await figures.PrintAsync();
        return 0;
    }

    private static Dictionary<string, string?> Settings(string folder, string sink) => new()
    {
        ["FhirAdapter:Identity:System"] = "https://clinic.example/fhir/id",
        ["FhirAdapter:Outbox:Path"] = Path.Combine(folder, "ledger.db"),
        ["FhirAdapter:Sources:Files:clinic:Path"] = Path.Combine(folder, "inbox"),
        ["FhirAdapter:Sources:Files:clinic:QuietPeriod"] = "00:00:00",
        ["FhirAdapter:Destinations:FhirServers:sink:BaseAddress"] = sink,
    };
}
