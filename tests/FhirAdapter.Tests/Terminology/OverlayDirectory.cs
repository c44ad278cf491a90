using FhirAdapter.Records;
using FhirAdapter.Records.Mapping;
using FhirAdapter.Terminology;
using FhirAdapter.Tests.Records;

namespace FhirAdapter.Tests.Terminology;

/// <summary>An operator's folder of code maps.</summary>
internal sealed class OverlayDirectory : IDisposable
{
    public string Path { get; } = Directory.CreateTempSubdirectory("overlays-").FullName;

    public void Dispose() => Directory.Delete(Path, recursive: true);

    public void Write(string file, string json) => File.WriteAllText(System.IO.Path.Combine(Path, file), json);

    /// <summary>A ConceptMap with one target of one code.</summary>
    public void Map(string file, string source, string code, string system, string target) => Write(file, $$"""
        {"resourceType": "ConceptMap", "group": [{"source": "https://fhir-adapter.example/CodeSystem/{{source}}", "target": "{{system}}",
          "element": [{"code": "{{code}}", "target": [{{target}}]}]}]}
        """);

    public TerminologySet Load(out IReadOnlyList<string> errors) => TerminologySet.Load(new TerminologyOptions { OverlayFolder = Path }, out errors);

    public TerminologySet Usable()
    {
        var terminology = Load(out var errors);
        Assert.Empty(errors);
        return terminology;
    }

    public string Show(ClinicRecord record)
    {
        var terminology = Usable();
        var mapping = new RecordMapping(new MappingContext("https://clinic.example/fhir/id", terminology.CodeSystems, terminology.ConceptMaps));
        return Mapped.Show(Assert.IsType<MappingResult.Mapped>(mapping.Map(record)));
    }
}
