using System.Collections.Concurrent;
using System.Globalization;
using FhirAdapter.Proof.Figures;

namespace FhirAdapter.Proof.Kill;

/// <summary>Kills the workers of small clinics side by side, and adds up what was counted at each.</summary>
internal sealed class Killer(int seed)
{
    /// <summary>A killed worker's clinic mostly waits: for a start, for a moment, for a lease to end.</summary>
    private static readonly int SideBySide = 2 * Environment.ProcessorCount;

    public async Task<Figure> RunAsync(int count, int each, string? only, CancellationToken cancellationToken)
    {
        var figure = new Figure("kill", count, seed);
        var clinics = KillPlan.Deal(count, each, only, new Random(seed));
        var counts = new ConcurrentBag<KillCount>();
        var atOnce = new ParallelOptions { MaxDegreeOfParallelism = SideBySide, CancellationToken = cancellationToken };
        await Parallel.ForEachAsync(clinics.Index(), atOnce, async (clinic, cancellation) =>
        {
            var counted = await new KilledClinic(seed + clinic.Index).RunAsync(clinic.Item, cancellation);
            foreach (var failure in counted.Failures)
                figure.Fail(string.Create(CultureInfo.InvariantCulture, $"clinic {clinic.Index + 1}: {failure}"));
            counts.Add(counted);
        });

        figure.Add("kills", counts.Sum(clinic => clinic.Kills));
        figure.Add("at fail points", counts.Sum(clinic => clinic.Reached.Count));
        var notReached = counts.SelectMany(clinic => clinic.NotReached).ToList();
        if (notReached.Count > 0)
            figure.Add($"not reached ({string.Join(' ', notReached.Distinct().Order(StringComparer.Ordinal))})", notReached.Count);
        // One that came too late somewhere is bad luck; one at which no worker was killed is not shown by this run.
        var never = notReached.Except(counts.SelectMany(clinic => clinic.Reached)).ToList();
        never.ForEach(point => figure.Fail($"never reached: {point}"));
        figure.AddZero("steps never reached", never.Count);
        figure.Add("clinics", clinics.Count);
        figure.Add("accepted", counts.Sum(clinic => clinic.Accepted));
        figure.Add("pushes answered with 202", counts.Sum(clinic => clinic.Pushed));
        figure.AddZero("not accepted", counts.Sum(clinic => clinic.NotAccepted));
        figure.AddZero("lost", counts.Sum(clinic => clinic.Lost));
        figure.AddZero("stale", counts.Sum(clinic => clinic.Stale));
        figure.AddZero("doubled", counts.Sum(clinic => clinic.Doubled));
        figure.AddZero("unexplained", counts.Sum(clinic => clinic.Unexplained));
        figure.AddZero("still owed", counts.Sum(clinic => clinic.Owed));
        return figure;
    }
}
