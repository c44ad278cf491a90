using FhirAdapter.Benchmarks.Compare;
using FhirAdapter.Benchmarks.NullSink;

namespace FhirAdapter.Benchmarks;

/// <summary>What this executable can do.</summary>
internal static class Verbs
{
    private const string Usage =
        """
        compare       --records N [--kind pain-score|mixed] [--dir FOLDER]   a plain FhirClient loop and the adapter, one line
        leg-loop, leg-adapter, sink     the processes that compare starts
        """;

    public static async Task<int> RunAsync(string[] arguments, CancellationToken cancellationToken)
    {
        try
        {
            var line = new CommandLine(arguments);
            return line.Verb switch
            {
                "compare" => await CompareCommand.RunAsync(line, cancellationToken),
                "leg-loop" => await LoopLeg.RunAsync(line, cancellationToken),
                "sink" => await SinkCommand.RunAsync(line, cancellationToken),
                _ => throw new UsageException(Usage),
            };
        }
        catch (UsageException usage)
        {
            await Console.Error.WriteLineAsync(usage.Message);
            return 2;
        }
    }
}
