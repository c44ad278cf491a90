using BenchmarkDotNet.Attributes;
using FhirAdapter.Records;
using FhirAdapter.Records.Reading;

namespace FhirAdapter.Benchmarks.Micro;

/// <summary>Reading one record with all checks, its canonical JSON and its hash included.</summary>
public class ReadingBenchmarks
{
    private static readonly RecordReadingOptions Options = new();
    private readonly byte[] _score = RecordJson.Write(MicroRecords.Score);
    private readonly byte[] _session = RecordJson.Write(MicroRecords.FourSiteSession);

    [Benchmark]
    public object PainScore() => RecordJson.Read(_score, 1, Options);

    [Benchmark]
    public object SessionOfFourSites() => RecordJson.Read(_session, 1, Options);

    [Benchmark]
    public object PainScoreFromLedger() => RecordJson.FromLedger(RecordKind.PainScore, _score);
}
