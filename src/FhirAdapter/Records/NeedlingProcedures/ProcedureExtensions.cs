using FhirAdapter.Records.Mapping;
using Hl7.Fhir.Model;

namespace FhirAdapter.Records.NeedlingProcedures;

/// <summary>What FHIR R4's Procedure has no element for.</summary>
internal static class ProcedureExtensions
{
    public static void Add(Draft draft, Procedure procedure, NeedlingProcedure record)
    {
        foreach (var method in Methods(record))
            procedure.Extend(Extensions.ProcedureMethod, draft.Fixed(method.CodeSystemName, method.Code));
        procedure.Extend(Extensions.PatientPosition, draft.Code("position", record.Position, "position"));
        AddSession(procedure, record.Session);
        if (draft.InError)
            procedure.Extend(Extensions.RecordedStatus, draft.Code("procedure-status", record.Status, "status"));
        foreach (var id in record.ContraindicatedBy ?? [])
        {
            var finding = new RecordKey(RecordKind.ContraindicationFinding, id);
            procedure.Extend(Extensions.StoppedBy, draft.Refer("Condition", draft.Identity.Finding(id), required: true, finding));
        }
    }

    // The places tell which was done where; here stands what was done at all, each once. Unknown codes fail at their place.
    private static IEnumerable<(string CodeSystemName, string Code)> Methods(NeedlingProcedure record)
    {
        var sites = record.Sites ?? [];
        foreach (var technique in sites.Select(s => s.Technique).OfType<string>().Distinct(StringComparer.Ordinal))
            yield return ("technique", technique);
        if (sites.Any(s => s.Guidance == "ultrasound"))
            yield return ("guidance", "ultrasound");
    }

    private static void AddSession(Procedure procedure, Session? session)
    {
        if (session is null or { Number: null, Of: null })
            return;
        var extension = new Extension { Url = Extensions.Session };
        extension.Extend("number", session.Number is { } number ? new PositiveInt(number) : null);
        extension.Extend("of", session.Of is { } of ? new PositiveInt(of) : null);
        procedure.Extension.Add(extension);
    }
}
