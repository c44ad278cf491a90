using System.Globalization;
using System.Text.Json;
using FhirAdapter.Proof.Clinic;
using FhirAdapter.Proof.Figures;

namespace FhirAdapter.Proof.Pending;

/// <summary>Has the benchmarks' <c>pending</c> measure an adapter that owes very much, and judges what it took.</summary>
internal static class PendingStart
{
    private const long MostMiB = 300;
    private const long MostMs = 5_000;
    private const string Benchmarks = "FhirAdapter.Benchmarks";
    private static readonly TimeSpan MostTime = TimeSpan.FromMinutes(30);

    /// <param name="count">How many records are owed.</param>
    /// <param name="seed">Told in the figure; the records are always the same.</param>
    /// <param name="cancellationToken">Ends it.</param>
    public static async Task<Figure> RunAsync(int count, int seed, CancellationToken cancellationToken)
    {
        var figure = new Figure("pending", count, seed);
        var project = Path.Combine(SourceTree.Root(), "tests", Benchmarks);
        var folder = ScratchFolder.MakeOnDisk("pending");
        try
        {
            var report = Path.Combine(folder, "figures.json");
            var (built, whyNot) = await DotnetCall.RunAsync(["build", project, "-c", "Release", "-v", "quiet"], cancellationToken);
            if (built != 0)
                throw new InvalidOperationException($"The benchmarks do not build: {whyNot}");
            var (exitCode, said) = await DotnetCall.RunAsync(
                [
                    Path.Combine(project, "bin", "Release", "net10.0", Benchmarks + ".dll"), "pending",
                    "--records", count.ToString(CultureInfo.InvariantCulture), "--dir", folder, "--json", report,
                ],
                MostTime, cancellationToken);
            if (exitCode == 0)
                Judge(figure, await File.ReadAllTextAsync(report, cancellationToken));
            else
                figure.Fail($"it did not end well: {said.Trim().Split('\n')[0]}");
        }
        finally
        {
            Directory.Delete(folder, recursive: true);
        }

        return figure;
    }

    private static void Judge(Figure figure, string report)
    {
        using var json = JsonDocument.Parse(report);
        long Of(string name, double scale = 1) => (long)Math.Ceiling(json.RootElement.GetProperty(name).GetDouble() * scale);
        figure.Add("records", Of("records"));
        figure.Add("ledger MiB", Of("ledgerMiB"));
        figure.Add("first request ms", Of("firstRequestSeconds", 1_000));
        figure.Add("caught up in s", Of("seconds"));
        figure.Add("peak RSS MiB", Of("peakRssMiB"));
        figure.AddZero(string.Create(CultureInfo.InvariantCulture, $"ms above {MostMs:#,##0} before the first request"), Math.Max(0, Of("firstRequestSeconds", 1_000) - MostMs));
        figure.AddZero(string.Create(CultureInfo.InvariantCulture, $"MiB above {MostMiB}"), Math.Max(0, Of("peakRssMiB") - MostMiB));
    }
}
