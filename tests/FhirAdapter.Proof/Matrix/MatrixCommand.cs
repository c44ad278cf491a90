using System.CommandLine;
using FhirAdapter.Proof.Figures;

namespace FhirAdapter.Proof.Matrix;

/// <summary>The verb <c>matrix</c>.</summary>
internal static class MatrixCommand
{
    public static Command Create()
    {
        var only = new Option<string?>("--only") { Description = "Only cells whose name has these words, such as \"F10 \" or \"Transaction | once\"." };
        var parallel = new Option<int>("--parallel") { Description = "How many cells at once; they mostly wait.", DefaultValueFactory = _ => 8 };
        var report = new Option<FileInfo?>("--report") { Description = "A file for the cells that are wrong, by cause, and those without meaning.", HelpName = "FILE" };
        var command = new Command("matrix", "Every fault at every interaction for every kind of record, once and for ever: each must end in its verdict.") { only, parallel, report };
        return Verb.Of(command, count: int.MaxValue, async (parsed, count, seed, cancellationToken) =>
            [await new MatrixRunner(seed, parsed.GetValue(parallel), parsed.GetValue(only), parsed.GetValue(report)).RunAsync(count, cancellationToken)]);
    }
}
