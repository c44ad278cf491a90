using System.Collections.Concurrent;
using FhirAdapter.Proof.Figures;

namespace FhirAdapter.Proof.Simulation;

/// <summary>Runs seeds, some of them twice: the same seed must give the same trace.</summary>
internal static class Simulation
{
    private const int TwiceEach = 50;

    public static async Task<Figure> RunAsync(int count, int seed, int steps, bool trace, bool pauses, CancellationToken cancellationToken)
    {
        SimLedger.Prepare();
        var figure = new Figure("simulate", count, seed);
        var failed = new ConcurrentBag<(int Seed, string Hash, IReadOnlyList<string> Violations)>();
        var notReplayed = 0;
        var twice = 0;
        var options = new ParallelOptions { MaxDegreeOfParallelism = Environment.ProcessorCount, CancellationToken = cancellationToken };
        await Parallel.ForEachAsync(Enumerable.Range(seed, count), options, async (number, _) =>
        {
            var (hash, violations) = await LiveAsync(number, steps, trace, pauses);
            if (violations.Count > 0)
                failed.Add((number, hash, violations));
            if (violations.Count == 0 && number % TwiceEach != 0)
                return;
            Interlocked.Increment(ref twice);
            if ((await LiveAsync(number, steps, trace: false, pauses)).Hash != hash)
                Interlocked.Increment(ref notReplayed);
        });
        figure.Add("seeds", count);
        figure.Add("steps", (long)count * steps);
        figure.Add("lived twice", twice);
        figure.AddZero("not replayed", notReplayed);
        figure.AddZero("failed", failed.Count);
        foreach (var cause in failed.SelectMany(each => each.Violations.Select(what => (what, each.Seed, each.Hash))).GroupBy(each => each.what).OrderByDescending(each => each.Count()))
        {
            var first = cause.MinBy(each => each.Seed);
            figure.Failures.Add($"{cause.Count()} seeds: {cause.Key}; simulate --count 1 --seed {first.Seed} --steps {steps} --trace, trace {first.Hash}");
        }
        return figure;
    }

    private static async Task<(string Hash, IReadOnlyList<string> Violations)> LiveAsync(int seed, int steps, bool trace, bool pauses)
    {
        await using var world = new SimWorld(seed) { KeepTrace = trace ? int.MaxValue : 60, Pauses = pauses };
        await SimLedger.BeginAsync(world.Ledger, seed);
        try
        {
            await new Simulator(world, steps).RunAsync();
        }
        catch (Exception exception) when (exception is not OperationCanceledException)
        {
            world.Violate($"an exception came through: {exception.GetType().Name}");
            if (trace)
                world.Note(exception.ToString());
        }
        if (trace)
        {
            foreach (var line in world.Trace)
                Console.WriteLine(line);
        }
        return (world.Hash, world.Violations);
    }
}
