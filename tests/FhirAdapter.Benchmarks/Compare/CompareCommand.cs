using System.Globalization;
using System.Net.Http.Json;
using FhirAdapter.Benchmarks.Clinics.Bulk;
using FhirAdapter.Benchmarks.NullSink;

namespace FhirAdapter.Benchmarks.Compare;

/// <summary>The verb <c>compare</c>: each leg in a process of its own against a sink of its own, then one line.</summary>
internal static class CompareCommand
{
    public static async Task<int> RunAsync(CommandLine line, CancellationToken cancellationToken)
    {
        var records = line.Count("--records", 200_000, 1, 10_000_000);
        var kind = line.OneOf("--kind", BulkClinic.PainScores, BulkClinic.Kinds);
        using var bound = new CancellationTokenSource(TimeSpan.FromSeconds(line.Count("--seconds", 900, 1, 86_400)), TimeProvider.System);
        using var end = CancellationTokenSource.CreateLinkedTokenSource(bound.Token, cancellationToken);
        var one = await RunLegAsync(["leg-loop", "--parallel", "1"], records, kind, end.Token);
        var two = await RunLegAsync(["leg-loop", "--parallel", "2"], records, kind, end.Token);
        await Console.Out.WriteLineAsync(string.Create(CultureInfo.InvariantCulture,
            $"{records} {kind} | loop {one.Leg.RecordsPerSecond:F0}/s ({one.Leg.CpuSeconds:F1} s CPU and {one.Sink.CpuSeconds:F1} s in the sink, {one.Leg.PeakRssMiB:F0} MiB), two at once {two.Leg.RecordsPerSecond:F0}/s"));
        return 0;
    }

    private static async Task<(LegFigures Leg, SinkCount Sink)> RunLegAsync(string[] verb, int records, string kind, CancellationToken cancellationToken)
    {
        await using var sink = ChildProcess.Start("sink");
        var url = await sink.ReadLineAsync(cancellationToken);
        await using var leg = ChildProcess.Start(
            [.. verb, "--sink", url, "--records", records.ToString(CultureInfo.InvariantCulture), "--kind", kind]);
        var figures = LegFigures.Parse(await leg.ReadLineAsync(cancellationToken));
        using var http = new HttpClient();
        var count = await http.GetFromJsonAsync<SinkCount>(new Uri(url + "figures"), cancellationToken);
        return (figures, count!);
    }
}
