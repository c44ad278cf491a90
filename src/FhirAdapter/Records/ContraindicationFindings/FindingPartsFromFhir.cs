using FhirAdapter.Records.Mapping;
using FhirAdapter.Records.Mapping.FromFhir;
using Hl7.Fhir.Model;

namespace FhirAdapter.Records.ContraindicationFindings;

/// <summary>Reads what a finding has, whatever resource it became: the reverse of <see cref="FindingParts"/>.</summary>
internal static class FindingPartsFromFhir
{
    public static string? Source(FhirReading reading, DomainResource resource) =>
        reading.CodeExtension(resource, Extensions.FindingSource, "finding-source", resource.TypeName + ".extension(finding-source)");

    public static string? Screening(FhirReading reading, DomainResource resource)
    {
        var path = resource.TypeName + ".extension(screening-panel)";
        if (reading.Extension<Identifier>(resource, Extensions.ScreeningPanel, path) is not { } panel)
            return null;
        if (panel.System != reading.Identity.ScreeningPanel("").System)
            reading.Fail(path, "the clinic's identifier of a screening");
        return panel.Value;
    }

    public static string? StoppedProcedure(FhirReading reading, DomainResource resource)
    {
        var path = resource.TypeName + ".extension(stopped-procedure)";
        return reading.RecordId(
            reading.Extension<ResourceReference>(resource, Extensions.StoppedProcedure, path), reading.Identity.Procedure("").System!, path);
    }
}
