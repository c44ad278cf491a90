using FhirAdapter.Records.Mapping;
using FhirAdapter.Records.Mapping.FromFhir;
using Hl7.Fhir.Model;

namespace FhirAdapter.Records.NeedlingProcedures;

/// <summary>
/// Reads what FHIR R4's Procedure has no element for: the reverse of <see cref="ProcedureExtensions"/>. The methods are told by the places.
/// </summary>
internal static class ProcedureExtensionsFromFhir
{
    public static IReadOnlyList<string>? ContraindicatedBy(FhirReading reading, Procedure procedure)
    {
        const string Path = "Procedure.extension(stopped-by)";
        var system = reading.Identity.Finding("").System!;
        List<string> ids =
        [
            .. procedure.Extension
                .Where(e => e.Url == Extensions.StoppedBy)
                .Select(e => reading.RecordId(e.Value as ResourceReference ?? new ResourceReference(), system, Path))
                .OfType<string>(),
        ];
        return ids.Count == 0 ? null : ids;
    }

    public static Session? Session(FhirReading reading, Procedure procedure)
    {
        const string Path = "Procedure.extension(session)";
        if (procedure.Extension.Find(e => e.Url == Extensions.Session) is not { } session)
            return null;
        return new Session
        {
            Number = reading.Extension<PositiveInt>(session, "number", Path)?.Value,
            Of = reading.Extension<PositiveInt>(session, "of", Path)?.Value,
        };
    }
}
