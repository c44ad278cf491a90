using BenchmarkDotNet.Attributes;
using FhirAdapter.Records;
using FhirAdapter.Records.Mapping;
using FhirAdapter.Routes;
using FhirAdapter.Routes.Texts;

namespace FhirAdapter.Benchmarks.Micro;

/// <summary>
/// What of planning is the writing of the text that stands for what does not go: a whole report, in which all is looked for that a record became, and
/// the line of the loss report for each element. What planning costs more than this is deciding and dropping.
/// </summary>
public class ReplacingTextBenchmarks
{
    private readonly RecordMapping _mapping = new(new MappingContext("https://clinic.example/fhir/id"));
    private readonly Phrases _phrases = new(Words.In(Words.DefaultLanguage));
    private MappedResource[] _mapped = [];

    [Params("contraindication-finding", "needling-procedure", "pain-score")]
    public string Kind { get; set; } = "";

    [GlobalSetup]
    public void Choose()
    {
        var record = new ClinicRecord[] { MicroRecords.Finding, MicroRecords.FourSiteSession, MicroRecords.Score }.Single(r => RecordKindCode.Of(r.Kind) == Kind);
        _mapped = [.. ((MappingResult.Mapped)_mapping.Map(record)).Resources.Where(each => each.Role != ResourceRole.Party)];
    }

    [Benchmark]
    public string WriteText()
    {
        var report = ReportText.Begin(_phrases, beside: null);
        StayingResource[] staying = [.. _mapped.Select(each => new StayingResource(each))];
        foreach (var each in staying)
            each.NarrateTo(report);
        foreach (var each in staying)
            each.TellTo(report);
        return report.Finish();
    }
}
