using FhirAdapter.Benchmarks.Clinics.Bulk;
using FhirAdapter.Records.PainScores;
using Hl7.Fhir.Model;
using Hl7.Fhir.Rest;
using Task = System.Threading.Tasks.Task;

namespace FhirAdapter.Benchmarks.Compare;

/// <summary>
/// The verb <c>leg-loop</c>: what a developer would write who has the records in memory and a <see cref="FhirClient"/>: build the Observations,
/// send transactions of 500, one after the other. No file, no ledger, no look at the single answers.
/// </summary>
internal static class LoopLeg
{
    private const int TransactionSize = 500;

    public static async Task<int> RunAsync(CommandLine line, CancellationToken cancellationToken)
    {
        var count = line.Count("--records", 200_000, 1, 10_000_000);
        var sink = new Uri(line.Text("--sink"));
        var parallel = line.Count("--parallel", 1, 1, 16);
        var records = BulkClinic.Records(count, BulkClinic.PainScores).Cast<PainScore>().ToList();
        var shares = records.Chunk(TransactionSize).Select((chunk, i) => (chunk, i)).GroupBy(c => c.i % parallel, c => c.chunk).ToList();
        var figures = await LegFigures.MeasureAsync(async () =>
        {
            await Task.WhenAll(shares.Select(share => Task.Run(() => SendAsync(sink, share, cancellationToken), cancellationToken)));
            return count;
        });
        await figures.PrintAsync();
        return 0;
    }

    private static async Task SendAsync(Uri sink, IEnumerable<PainScore[]> transactions, CancellationToken cancellationToken)
    {
        using var client = new FhirClient(sink, new FhirClientSettings { PreferredFormat = ResourceFormat.Json });
        foreach (var scores in transactions)
        {
            var bundle = new Bundle { Type = Bundle.BundleType.Transaction };
            foreach (var score in scores)
                bundle.Entry.Add(PlainMapping.Entry(score));
            var answer = await client.TransactionAsync(bundle, cancellationToken);
            if (answer?.Entry.Count != scores.Length)
                throw new InvalidOperationException("The sink did not answer every entry.");
        }
    }
}
