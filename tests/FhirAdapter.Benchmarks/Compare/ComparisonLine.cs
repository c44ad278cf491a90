using static System.FormattableString;

namespace FhirAdapter.Benchmarks.Compare;

/// <summary>The one line that <c>compare</c> ends with.</summary>
internal static class ComparisonLine
{
    public static string Of(string kind, ComparedLoops loop, LegRun adapter) => string.Join(" | ",
        Invariant($"{adapter.Leg.Records} {kind} records"),
        "loop " + Figures(loop.One),
        "loop, 2 at once " + Figures(loop.Two),
        "loop with the adapter's runtime settings " + Figures(loop.Tuned),
        "loop with the adapter's resources " + Figures(loop.Same),
        "adapter " + Figures(adapter),
        Invariant($"adapter to loop {Ratio(adapter, loop.One):F2}, to 2 at once {Ratio(adapter, loop.Two):F2}") +
        Invariant($", to the loop with its settings {Ratio(adapter, loop.Tuned):F2}, with its resources {Ratio(adapter, loop.Same):F2}"));

    private static double Ratio(LegRun adapter, LegRun loop) => adapter.Leg.RecordsPerSecond / loop.Leg.RecordsPerSecond;

    private static string Figures(LegRun run) => Invariant(
        $"{run.Leg.RecordsPerSecond:F0}/s, {run.Leg.CpuSeconds:F1} s CPU, peak RSS {run.Leg.PeakRssMiB:F0} MiB, {run.Leg.AllocatedKiB:F1} KiB a record, {run.Leg.PauseSeconds:F1} s GC pauses ({run.Sink.Entries} resources in {run.Sink.Requests} requests, sink {run.Sink.CpuSeconds:F1} s CPU)");
}
