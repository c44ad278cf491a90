using System.Diagnostics;
using System.Globalization;
using System.Text.Json;

namespace FhirAdapter.Benchmarks.Compare;

/// <summary>What one leg measured of itself, handed to the comparing process as one line of JSON.</summary>
/// <param name="Records">How many records were confirmed by the sink's answers.</param>
/// <param name="Seconds">From before the first record to after the last confirmation.</param>
/// <param name="CpuSeconds">User and system time of the leg's process over that span, start-up not counted.</param>
/// <param name="PeakRssMiB">The most memory the process ever held in RAM.</param>
/// <param name="AllocatedKiB">What was allocated for each record, in KiB.</param>
/// <param name="PauseSeconds">For how long the garbage collector stopped everything.</param>
internal sealed record LegFigures(int Records, double Seconds, double CpuSeconds, double PeakRssMiB, double AllocatedKiB, double PauseSeconds)
{
    public double RecordsPerSecond => Records / Seconds;

    public static async Task<LegFigures> MeasureAsync(Func<Task<int>> work)
    {
        using var process = Process.GetCurrentProcess();
        var cpuBefore = process.TotalProcessorTime;
        var (allocatedBefore, pauseBefore) = (GC.GetTotalAllocatedBytes(), GC.GetTotalPauseDuration());
        var clock = Stopwatch.StartNew();
        var records = await work();
        var seconds = clock.Elapsed.TotalSeconds;
        process.Refresh();
        return new LegFigures(records, seconds, (process.TotalProcessorTime - cpuBefore).TotalSeconds, PeakRss(process),
            (GC.GetTotalAllocatedBytes() - allocatedBefore) / 1024.0 / records, (GC.GetTotalPauseDuration() - pauseBefore).TotalSeconds);
    }

    public Task PrintAsync() => Console.Out.WriteLineAsync(JsonSerializer.Serialize(this, JsonSerializerOptions.Web));

    public static LegFigures Parse(string line) => JsonSerializer.Deserialize<LegFigures>(line, JsonSerializerOptions.Web)!;

    private static double PeakRss(Process process)
    {
        const string status = "/proc/self/status";
        if (!File.Exists(status))
            return process.PeakWorkingSet64 / 1024.0 / 1024.0;
        var highWater = File.ReadLines(status).First(l => l.StartsWith("VmHWM:", StringComparison.Ordinal));
        return double.Parse(highWater.Split(' ', StringSplitOptions.RemoveEmptyEntries)[^2], CultureInfo.InvariantCulture) / 1024.0;
    }
}
