using BenchmarkDotNet.Columns;
using BenchmarkDotNet.Configs;
using BenchmarkDotNet.Diagnosers;
using BenchmarkDotNet.Jobs;
using BenchmarkDotNet.Loggers;
using BenchmarkDotNet.Running;
using BenchmarkDotNet.Toolchains.InProcess.Emit;

namespace FhirAdapter.Benchmarks.Micro;

/// <summary>The verb <c>micro</c>: BenchmarkDotNet over the single stages. What follows the verb goes to BenchmarkDotNet.</summary>
internal static class MicroCommand
{
    public static int Run(IEnumerable<string> arguments)
    {
        // In process: what BenchmarkDotNet would otherwise generate and build does not keep this repository's central versions and lock files.
        var config = ManualConfig.CreateEmpty()
            .AddJob(Job.ShortRun.WithToolchain(InProcessEmitToolchain.Instance))
            .AddDiagnoser(MemoryDiagnoser.Default)
            .AddColumnProvider(DefaultColumnProviders.Instance)
            .AddLogger(ConsoleLogger.Default)
            .WithArtifactsPath(Path.Combine(Path.GetTempPath(), "fhir-adapter-micro"));
        BenchmarkSwitcher.FromAssembly(typeof(MicroCommand).Assembly).Run([.. arguments], config);
        return 0;
    }
}
