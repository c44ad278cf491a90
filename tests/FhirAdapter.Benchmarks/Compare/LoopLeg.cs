using FhirAdapter.Benchmarks.Clinics.Bulk;
using FhirAdapter.Records;
using FhirAdapter.Records.PainScores;
using Hl7.Fhir.Model;
using Hl7.Fhir.Rest;
using Task = System.Threading.Tasks.Task;

namespace FhirAdapter.Benchmarks.Compare;

/// <summary>
/// The verb <c>leg-loop</c>: what a developer would write who has the records in memory and a <see cref="FhirClient"/>: build the resources,
/// send transactions of 500, one after the other. No file, no ledger, no look at the single answers.
/// </summary>
internal static class LoopLeg
{
    private const int TransactionSize = 500;

    public static async Task<int> RunAsync(CommandLine line, CancellationToken cancellationToken)
    {
        var count = line.Count("--records", 200_000, 1, 10_000_000);
        var kind = line.OneOf("--kind", BulkClinic.PainScores, BulkClinic.Kinds);
        var isPlain = kind == BulkClinic.PainScores && !line.Has("--same-resources");
        var sink = new Uri(line.Text("--sink"));
        var parallel = line.Count("--parallel", 1, 1, 16);
        var records = BulkClinic.Records(count, kind).ToList();
        var share = (count + parallel - 1) / parallel;
        var figures = await LegFigures.MeasureAsync(async () =>
        {
            await Task.WhenAll(records.Chunk(share).Select(mine => Task.Run(() => SendAsync(sink, mine, isPlain, cancellationToken), cancellationToken)));
            return count;
        });
        await figures.PrintAsync();
        return 0;
    }

    private static async Task SendAsync(Uri sink, IEnumerable<ClinicRecord> records, bool isPlain, CancellationToken cancellationToken)
    {
        using var client = new FhirClient(sink, new FhirClientSettings { PreferredFormat = ResourceFormat.Json });
        var entries = isPlain
            ? records.Cast<PainScore>().Select(PlainMapping.Entry)
            : records.SelectMany(MappedBundles.Entries);
        foreach (var transaction in entries.Chunk(TransactionSize))
        {
            var bundle = new Bundle { Type = Bundle.BundleType.Transaction, Entry = [.. transaction] };
            var answer = await client.TransactionAsync(bundle, cancellationToken);
            if (answer?.Entry.Count != transaction.Length)
                throw new InvalidOperationException("The sink did not answer every entry.");
        }
    }
}
