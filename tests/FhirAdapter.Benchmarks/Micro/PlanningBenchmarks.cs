using BenchmarkDotNet.Attributes;
using FhirAdapter.Records;
using FhirAdapter.Records.Mapping;
using FhirAdapter.Routes;
using FhirAdapter.Shapes;
using FhirAdapter.WriteProfiles;
using FhirAdapter.WriteProfiles.Reading;

namespace FhirAdapter.Benchmarks.Micro;

/// <summary>What planning costs on top of mapping: one record of each kind to each shipped write profile.</summary>
public class PlanningBenchmarks
{
    private readonly RecordMapping _mapping = new(new MappingContext("https://clinic.example/fhir/id"));
    private ClinicRecord _record = null!;
    private RoutePlanner? _planner;
    private PlannedRecord? _planned;

    public static IEnumerable<string> Profiles => ShippedProfiles.Names;

    [ParamsSource(nameof(Profiles))]
    public string Profile { get; set; } = "";

    [Params("contraindication-finding", "needling-procedure", "pain-score")]
    public string Kind { get; set; } = "";

    [GlobalSetup]
    public void Choose()
    {
        _record = new ClinicRecord[] { MicroRecords.Finding, MicroRecords.FourSiteSession, MicroRecords.Score }.Single(r => RecordKindCode.Of(r.Kind) == Kind);
        var profile = WriteProfileReader.Read(new WriteProfileOptions { Name = Profile }, "The write profile", out _);
        _planner = RoutePlanner.Of(profile, new ShapeOptions(), []);
        _planned = _planner?.Plan(_record, ((MappingResult.Mapped)_mapping.Map(_record)).Resources);
    }

    /// <summary>Mapping alone.</summary>
    [Benchmark(Baseline = true)]
    public object Map() => _mapping.Map(_record);

    /// <summary>As a delivery does it, what was mapped being spent: what this takes longer than mapping is what planning costs.</summary>
    [Benchmark]
    public object MapAndPlan()
    {
        var mapped = ((MappingResult.Mapped)_mapping.Map(_record)).Resources;
        return (object?)_planner?.Plan(_record, mapped, isSpent: true) ?? mapped;
    }

    /// <summary>What of a plan is kept with the delivery.</summary>
    [Benchmark]
    public string? WriteJson() => _planned is null ? null : PlanJson.Of(Profile, _planned);
}
