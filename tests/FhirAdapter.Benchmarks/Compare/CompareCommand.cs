using System.Globalization;
using System.Net.Http.Json;
using FhirAdapter.Benchmarks.Clinics.Bulk;
using FhirAdapter.Benchmarks.NullSink;

namespace FhirAdapter.Benchmarks.Compare;

/// <summary>The verb <c>compare</c>: each leg in a process of its own against a sink of its own, then one line.</summary>
internal static class CompareCommand
{
    private static readonly Dictionary<string, string> None = [];

    public static async Task<int> RunAsync(CommandLine line, CancellationToken cancellationToken)
    {
        var records = line.Count("--records", 200_000, 1, 10_000_000);
        var kind = line.OneOf("--kind", BulkClinic.PainScores, BulkClinic.Kinds);
        using var bound = new CancellationTokenSource(TimeSpan.FromSeconds(line.Count("--seconds", 900, 1, 86_400)), TimeProvider.System);
        using var end = CancellationTokenSource.CreateLinkedTokenSource(bound.Token, cancellationToken);
        var folder = Directory.CreateDirectory(Path.Combine(line.Text("--dir", Path.GetTempPath()), "fhir-adapter-compare-" + Environment.ProcessId)).FullName;
        try
        {
            var inbox = Directory.CreateDirectory(Path.Combine(folder, "inbox")).FullName;
            await GenerateCommand.WriteAsync(Path.Combine(inbox, "records.ndjson"), records, kind, end.Token);
            string[] run = ["--records", records.ToString(CultureInfo.InvariantCulture), "--kind", kind];
            var one = await LegAsync(PlainRuntime.Settings, ["leg-loop", "--parallel", "1", .. run], end.Token);
            var loop = new ComparedLoops(
                One: one,
                Two: await LegAsync(PlainRuntime.Settings, ["leg-loop", "--parallel", "2", .. run], end.Token),
                Tuned: await LegAsync(None, ["leg-loop", "--parallel", "1", .. run], end.Token),
                Same: kind == BulkClinic.PainScores ? await LegAsync(PlainRuntime.Settings, ["leg-loop", "--same-resources", .. run], end.Token) : one);
            var adapter = await LegAsync(None, ["leg-adapter", "--folder", folder, .. run], end.Token);
            await Console.Out.WriteLineAsync(ComparisonLine.Of(kind, loop, adapter));
            return 0;
        }
        finally
        {
            Directory.Delete(folder, recursive: true);
        }
    }

    private static async Task<LegRun> LegAsync(IReadOnlyDictionary<string, string> runtime, string[] arguments, CancellationToken cancellationToken)
    {
        await using var sink = ChildProcess.Start("sink");
        var url = await sink.ReadLineAsync(cancellationToken);
        await using var leg = ChildProcess.Start(runtime, [.. arguments, "--sink", url]);
        var figures = LegFigures.Parse(await leg.ReadLineAsync(cancellationToken));
        using var http = new HttpClient();
        var count = await http.GetFromJsonAsync<SinkCount>(new Uri(url + "figures"), cancellationToken);
        return new LegRun(figures, count!);
    }
}
