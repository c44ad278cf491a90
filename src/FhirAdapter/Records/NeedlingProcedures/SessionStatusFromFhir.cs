using FhirAdapter.Records.Mapping;
using FhirAdapter.Records.Mapping.FromFhir;
using Hl7.Fhir.Model;
using Hl7.Fhir.Utility;

namespace FhirAdapter.Records.NeedlingProcedures;

/// <summary>Reads how far a session came: the reverse of <see cref="SessionStatus"/>. The own codes are those of FHIR R4 event-status.</summary>
internal static class SessionStatusFromFhir
{
    public static string? Read(FhirReading reading, Procedure procedure)
    {
        if (reading.InError)
            return reading.CodeExtension(procedure, Extensions.RecordedStatus, "procedure-status", "Procedure.extension(recorded-status)");
        if (procedure.Status is { } status)
            return status.GetLiteral();
        reading.Fail("Procedure.status", "a status");
        return null;
    }
}
