using FhirAdapter.Records.Mapping;
using FhirAdapter.Records.Mapping.FromFhir;
using Hl7.Fhir.Model;

namespace FhirAdapter.Records.ContraindicationFindings;

/// <summary>Reads how sure a finding is and whether it still holds: the reverse of <see cref="FindingStatus"/>.</summary>
internal static class FindingStatusFromFhir
{
    public static string? Read(FhirReading reading, Condition condition)
    {
        if (reading.InError)
            return reading.CodeExtension(condition, Extensions.RecordedStatus, "finding-status", "Condition.extension(recorded-status)");
        switch (CodeOf(condition.ClinicalStatus, Conditions.Clinical), CodeOf(condition.VerificationStatus, Conditions.Verification))
        {
            case ("active", "unconfirmed" or "provisional"):
                return "suspected";
            case ("active", "confirmed"):
                return "confirmed";
            case ("resolved", "confirmed"):
                return "resolved";
            case (null, "refuted"):
                return "disproved";
            default:
                reading.Fail("Condition.clinicalStatus", "a clinical and a verification status that the adapter gives together");
                return null;
        }
    }

    private static string? CodeOf(CodeableConcept? status, string system) => status?.Coding.Find(c => c.System == system)?.Code;
}
