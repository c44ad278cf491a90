using FhirAdapter.Records.Mapping;
using Hl7.Fhir.Model;

namespace FhirAdapter.Records.ContraindicationFindings;

/// <summary>What a finding has, whatever resource it becomes.</summary>
internal static class FindingParts
{
    /// <summary>ICD-10-CM: classes for diagnoses that are billed.</summary>
    private const string BillingSystem = "http://hl7.org/fhir/sid/icd-10-cm";

    /// <summary>What was found or asked.</summary>
    public static CodeableConcept Finding(Draft draft, ContraindicationFinding record) =>
        draft.Concept("contraindication", record.Finding, "finding") ?? new CodeableConcept { Text = Words.Finding };

    /// <summary>The same without the codes for billing, for a resource that is no diagnosis.</summary>
    public static CodeableConcept WithoutBilling(CodeableConcept finding, string? text) =>
        Draft.Retitled(finding, text, c => c.System != BillingSystem);

    /// <summary>
    /// How it became known, and the Procedure it stopped: by identifier only, for the Procedure goes after the finding and refers to it.
    /// </summary>
    public static void Extend(Draft draft, DomainResource resource, ContraindicationFinding record)
    {
        // That the patient said so is told by asserter or performer as well.
        resource.Extend(Extensions.FindingSource, record.Source == "patient"
            ? draft.Fixed("finding-source", record.Source)
            : draft.Code("finding-source", record.Source, "source"));
        if (record.StoppedProcedure is { } id)
            resource.Extend(Extensions.StoppedProcedure, Draft.Logical("Procedure", draft.Identity.Procedure(id)));
    }
}
