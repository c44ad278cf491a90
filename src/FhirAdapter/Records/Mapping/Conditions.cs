using Hl7.Fhir.Model;

namespace FhirAdapter.Records.Mapping;

/// <summary>The status and category of Conditions (FHIR R4 condition-clinical, condition-ver-status, condition-category).</summary>
internal static class Conditions
{
    public const string Clinical = "http://terminology.hl7.org/CodeSystem/condition-clinical";
    public const string Verification = "http://terminology.hl7.org/CodeSystem/condition-ver-status";
    private const string Category = "http://terminology.hl7.org/CodeSystem/condition-category";
    private const string UsCoreCategory = "http://hl7.org/fhir/us/core/CodeSystem/condition-category";

    public static CodeableConcept ClinicalStatus(string code) => new(Clinical, code);

    public static CodeableConcept VerificationStatus(string code) => new(Verification, code);

    /// <summary>Of a Condition marked so, the clinical status is left out (con-5).</summary>
    public static CodeableConcept EnteredInError() => VerificationStatus("entered-in-error");

    /// <summary>
    /// A diagnosis of the encounter where one is known, else a health concern. Never the hospital's problem list: that is the clinician's
    /// choice.
    /// </summary>
    public static List<CodeableConcept> CategoryOf(ClinicRecord record) =>
        [record.Encounter is null ? new(UsCoreCategory, "health-concern") : new(Category, "encounter-diagnosis")];
}
