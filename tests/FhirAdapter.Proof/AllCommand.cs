using System.CommandLine;
using FhirAdapter.Proof.Disk;
using FhirAdapter.Proof.Figures;
using FhirAdapter.Proof.Kill;
using FhirAdapter.Proof.Matrix;
using FhirAdapter.Proof.Mutants;
using FhirAdapter.Proof.Pending;
using FhirAdapter.Proof.Power;

namespace FhirAdapter.Proof;

/// <summary>The verb <c>all</c>: every harness, in the size of a change or of a release.</summary>
internal static class AllCommand
{
    private const int Parallel = 8;
    private const int Steps = 200;
    private const int SeedsOfPart = 10_000;

    public static Command Create()
    {
        var release = new Option<bool>("--release") { Description = "The sizes of a release: hours, not minutes." };
        var sample = new Option<int>("--mutants") { Description = "How many planted defects are tried where it is no release.", DefaultValueFactory = _ => 3 };
        var scale = new Option<int>("--scale") { Description = "How much of these sizes, in percent; the matrix is always whole.", DefaultValueFactory = _ => 100 };
        var keep = new Option<DirectoryInfo?>("--keep")
        {
            Description = "A folder that keeps the figures of each part: what was good is not run again, and is told with its commit.", HelpName = "FOLDER",
        };
        var command = new Command("all", "Every harness one after the other, in the size of a change or of a release.") { release, sample, scale, keep };
        return Verb.Of(command, count: 1, async (parsed, _, seed, cancellationToken) =>
        {
            var whole = parsed.GetValue(release) ? Sizes.OfRelease : Sizes.OfChange with { Mutants = parsed.GetValue(sample) };
            var kept = new KeptFigures(parsed.GetValue(keep));
            List<Figure> figures = [];
            foreach (var (name, run) in Parts(whole.Scaled(parsed.GetValue(scale)), seed, cancellationToken))
                figures.AddRange(await kept.OfAsync(name, run));
            return figures;
        });
    }

    private static IEnumerable<(string Name, Func<Task<IReadOnlyList<Figure>>> Run)> Parts(Sizes sizes, int seed, CancellationToken cancellationToken)
    {
        yield return ($"kill-{sizes.Kills}-each-{sizes.EachPoint}-seed-{seed}",
            async () => [await new Killer(seed).RunAsync(sizes.Kills, sizes.EachPoint, null, cancellationToken)]);
        yield return ($"power-{sizes.PowerStates}-seed-{seed}", async () => [await new PowerLoss(seed).RunAsync(sizes.PowerStates, cancellationToken)]);
        yield return ($"matrix-seed-{seed}", async () => [await new MatrixRunner(seed, Parallel, null, null).RunAsync(int.MaxValue, cancellationToken)]);
        yield return ($"disk-{sizes.DamagedPlaces}-seed-{seed}", () => DiskCommand.RunAsync(sizes.DamagedPlaces, seed, cancellationToken));
        yield return ($"pending-{sizes.Pending}-seed-{seed}", async () => [await PendingStart.RunAsync(sizes.Pending, seed, cancellationToken)]);
        if (sizes.Mutants > 0)
            yield return ($"mutants-{(sizes.Mutants == MutantTable.All.Length ? "all" : sizes.Mutants)}-seed-{seed}", () => MutantsAsync(sizes.Mutants, seed, cancellationToken));
        for (var first = 0; first < sizes.Seeds; first += SeedsOfPart)
        {
            var (count, from) = (Math.Min(SeedsOfPart, sizes.Seeds - first), seed + first);
            yield return ($"simulate-{count}-seed-{from}",
                async () => [await Simulation.Simulation.RunAsync(count, from, Steps, trace: false, pauses: true, cancellationToken)]);
        }
    }

    private static async Task<IReadOnlyList<Figure>> MutantsAsync(int count, int seed, CancellationToken cancellationToken)
    {
        using var mutants = new MutantRunner();
        return [await mutants.RunAsync(count, seed, null, null, Environment.ProcessorCount, cancellationToken)];
    }

    private sealed record Sizes(int Kills, int EachPoint, int PowerStates, int Seeds, int DamagedPlaces, int Pending, int Mutants)
    {
        public static readonly Sizes OfChange = new(200, 1, 2_000, 1_000, 200, 100_000, 3);

        public static readonly Sizes OfRelease = new(1_000, 25, 20_000, 100_000, 2_000, 1_000_000, MutantTable.All.Length);

        public Sizes Scaled(int percent)
        {
            int Of(int size) => Math.Max(1, (int)((long)size * percent / 100));
            return new(Of(Kills), Of(EachPoint), Of(PowerStates), Of(Seeds), Of(DamagedPlaces), Of(Pending), Mutants);
        }
    }
}
