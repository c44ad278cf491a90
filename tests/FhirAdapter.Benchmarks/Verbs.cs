using FhirAdapter.Benchmarks.Clinics.Bulk;
using FhirAdapter.Benchmarks.Clinics.Sample;
using FhirAdapter.Benchmarks.Compare;
using FhirAdapter.Benchmarks.Micro;
using FhirAdapter.Benchmarks.NullSink;
using FhirAdapter.Benchmarks.Pending;

namespace FhirAdapter.Benchmarks;

/// <summary>What this executable can do.</summary>
internal static class Verbs
{
    private const string Usage =
        """
        sample-clinic --out FOLDER [--check]                              the committed sample files
        generate      --records N [--kind pain-score|mixed] --out FILE    a big NDJSON file
        compare       [--records N] [--kind pain-score|mixed] [--dir FOLDER] [--seconds N]
                                                                          a plain FhirClient loop and the adapter, one line
        pending       [--records N] [--kind pain-score|mixed] [--dir FOLDER] [--seconds N]
                                                                          a start that owes very much, one line
        micro         [BenchmarkDotNet's options, such as --filter *]     the single stages
        leg-loop, leg-adapter, sink                                       the processes that these start
        """;

    public static async Task<int> RunAsync(string[] arguments, CancellationToken cancellationToken)
    {
        if (arguments is ["micro", .. var rest])
            return MicroCommand.Run(rest);
        try
        {
            var line = new CommandLine(arguments);
            return line.Verb switch
            {
                "sample-clinic" => await SampleClinicCommand.RunAsync(line, cancellationToken),
                "generate" => await GenerateCommand.RunAsync(line, cancellationToken),
                "compare" => await CompareCommand.RunAsync(line, cancellationToken),
                "pending" => await PendingCommand.RunAsync(line, cancellationToken),
                "leg-loop" => await LoopLeg.RunAsync(line, cancellationToken),
                "leg-adapter" => await AdapterLeg.RunAsync(line, cancellationToken),
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
