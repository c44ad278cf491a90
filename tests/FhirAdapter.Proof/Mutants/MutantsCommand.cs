using System.CommandLine;
using FhirAdapter.Proof.Figures;

namespace FhirAdapter.Proof.Mutants;

/// <summary>The verb <c>mutants</c>.</summary>
internal static class MutantsCommand
{
    public static Command Create()
    {
        var only = new Option<string?>("--only") { Description = "Only defects whose name has these words." };
        var harness = new Option<string?>("--harness") { Description = "Only defects whose harness begins with these words, such as `test` or `matrix`." };
        var sideBySide = new Option<int>("--side-by-side")
        {
            Description = "How many defects are tried at once, each in a copy of its own.", DefaultValueFactory = _ => Environment.ProcessorCount,
        };
        var command = new Command("mutants", "Plant defects in copies of the source, one in each: each must be found by its harness.") { only, harness, sideBySide };
        return Verb.Of(command, count: MutantTable.All.Length, async (parsed, count, seed, cancellationToken) =>
        {
            using var runner = new MutantRunner();
            return [await runner.RunAsync(count, seed, parsed.GetValue(only), parsed.GetValue(harness), parsed.GetValue(sideBySide), cancellationToken)];
        });
    }
}
