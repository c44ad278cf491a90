using System.CommandLine;

namespace FhirAdapter.Proof.Figures;

/// <summary>What every verb has: a count, a seed, a file for the figures, and an exit code of 1 where a promise is broken.</summary>
internal static class Verb
{
    public static Command Of(
        Command command, int count, Func<ParseResult, int, int, CancellationToken, Task<IReadOnlyList<Figure>>> run)
    {
        var counts = new Option<int>("--count") { Description = "How much of it.", DefaultValueFactory = _ => count };
        var seed = new Option<int>("--seed") { Description = "What every random choice is made from.", DefaultValueFactory = _ => 1 };
        var json = new Option<FileInfo?>("--json") { Description = "A file for the figures.", HelpName = "FILE" };
        command.Options.Add(counts);
        command.Options.Add(seed);
        command.Options.Add(json);
        command.SetAction(async (parsed, cancellationToken) => Figure.Report(
            parsed.GetValue(json), await run(parsed, parsed.GetValue(counts), parsed.GetValue(seed), cancellationToken)));
        return command;
    }
}
