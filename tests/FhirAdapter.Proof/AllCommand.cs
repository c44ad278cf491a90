using System.CommandLine;
using FhirAdapter.Proof.Disk;
using FhirAdapter.Proof.Figures;
using FhirAdapter.Proof.Kill;
using FhirAdapter.Proof.Matrix;
using FhirAdapter.Proof.Mutants;
using FhirAdapter.Proof.Power;

namespace FhirAdapter.Proof;

/// <summary>The verb <c>all</c>: every harness, in the size of a change or of a release.</summary>
internal static class AllCommand
{
    private const int Parallel = 8;
    private const int Steps = 200;

    public static Command Create()
    {
        var release = new Option<bool>("--release") { Description = "The sizes of a release: hours, not minutes." };
        var sample = new Option<int>("--mutants") { Description = "How many planted defects are tried where it is no release.", DefaultValueFactory = _ => 3 };
        var scale = new Option<int>("--scale") { Description = "How much of these sizes, in percent; the matrix is always whole.", DefaultValueFactory = _ => 100 };
        var command = new Command("all", "Every harness one after the other, in the size of a change or of a release.") { release, sample, scale };
        return Verb.Of(command, count: 1, async (parsed, _, seed, cancellationToken) =>
        {
            var whole = parsed.GetValue(release) ? Sizes.OfRelease : Sizes.OfChange with { Mutants = parsed.GetValue(sample) };
            var sizes = whole.Scaled(parsed.GetValue(scale));
            List<Figure> figures =
            [
                await new Killer(seed).RunAsync(sizes.Kills, sizes.EachPoint, null, cancellationToken),
                await new PowerLoss(seed).RunAsync(sizes.PowerStates, cancellationToken),
                await new MatrixRunner(seed, Parallel, null, null).RunAsync(int.MaxValue, cancellationToken),
                await Simulation.Simulation.RunAsync(sizes.Seeds, seed, Steps, trace: false, pauses: true, cancellationToken),
                .. await DiskCommand.RunAsync(sizes.DamagedPlaces, seed, cancellationToken),
            ];
            if (sizes.Mutants == 0)
                return figures;
            using var mutants = new MutantRunner();
            figures.Add(await mutants.RunAsync(sizes.Mutants, seed, null, null, Environment.ProcessorCount, cancellationToken));
            return figures;
        });
    }

    private sealed record Sizes(int Kills, int EachPoint, int PowerStates, int Seeds, int DamagedPlaces, int Mutants)
    {
        public static readonly Sizes OfChange = new(200, 1, 2_000, 1_000, 200, 3);

        public static readonly Sizes OfRelease = new(1_000, 25, 20_000, 100_000, 2_000, int.MaxValue);

        public Sizes Scaled(int percent)
        {
            int Of(int size) => Math.Max(1, (int)((long)size * percent / 100));
            return new(Of(Kills), Of(EachPoint), Of(PowerStates), Of(Seeds), Of(DamagedPlaces), Mutants);
        }
    }
}
