using Hl7.Fhir.Model;

namespace FhirAdapter.Records.Mapping;

/// <summary>The status of AllergyIntolerances (FHIR R4 allergyintolerance-clinical and allergyintolerance-verification).</summary>
internal static class Allergies
{
    public static CodeableConcept ClinicalStatus(string code) => new("http://terminology.hl7.org/CodeSystem/allergyintolerance-clinical", code);

    public static CodeableConcept VerificationStatus(string code) => new("http://terminology.hl7.org/CodeSystem/allergyintolerance-verification", code);

    /// <summary>Of an allergy marked so, the clinical status is left out (ait-2).</summary>
    public static CodeableConcept EnteredInError() => VerificationStatus("entered-in-error");
}
