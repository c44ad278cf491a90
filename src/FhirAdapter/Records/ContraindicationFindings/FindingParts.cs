using FhirAdapter.Records.Mapping;
using Hl7.Fhir.Model;

namespace FhirAdapter.Records.ContraindicationFindings;

/// <summary>What a finding has, whatever resource it becomes.</summary>
internal static class FindingParts
{
    /// <summary>ICD-10-CM: classes for diagnoses that are billed.</summary>
    public const string BillingSystem = "http://hl7.org/fhir/sid/icd-10-cm";

    /// <summary>What was found or asked.</summary>
    public static CodeableConcept Finding(Draft draft, ContraindicationFinding record) =>
        draft.Concept("contraindication", record.Finding, "finding") ?? new CodeableConcept { Text = Words.Finding };

    /// <summary>How it became known, and the Procedure it stopped: by identifier only, for the Procedure goes after the finding and refers to it.</summary>
    public static void Extend(Draft draft, DomainResource resource, ContraindicationFinding record)
    {
        resource.Extend(Extensions.FindingSource, draft.Concept("finding-source", record.Source, null, "source"));
        if (record.StoppedProcedure is { } id)
            resource.Extend(Extensions.StoppedProcedure, Draft.Logical("Procedure", draft.Identity.Procedure(id)));
    }
}
