using FhirAdapter.Records.Mapping;
using Hl7.Fhir.Model;

namespace FhirAdapter.Records.ContraindicationFindings;

/// <summary>What a finding has, whatever resource it becomes.</summary>
internal static class FindingParts
{
    /// <summary>ICD-10-CM: classes for diagnoses that are billed.</summary>
    private const string Diagnoses = "http://hl7.org/fhir/sid/icd-10-cm";

    /// <summary>LOINC: names what is asked or measured, and never that it is so.</summary>
    private const string Questions = "http://loinc.org";

    /// <summary>What was found or asked.</summary>
    public static CodeableConcept Finding(Draft draft, ContraindicationFinding record) =>
        draft.Concept("contraindication", record.Finding, "finding") ?? new CodeableConcept { Text = draft.Words.Finding };

    /// <summary>The finding as what somebody has: without the codes of questions.</summary>
    public static CodeableConcept AsDiagnosis(CodeableConcept finding, string? text) => Draft.Retitled(finding, text, c => c.System != Questions);

    /// <summary>The finding as a substance or condition of no diagnosis that is billed.</summary>
    public static CodeableConcept AsAllergy(CodeableConcept finding) => Draft.Retitled(finding, finding.Text, c => c.System is not (Diagnoses or Questions));

    /// <summary>
    /// The finding as what was asked or looked for. A receiver that overlooks the value must not find a diagnosis here that is billed.
    /// </summary>
    public static CodeableConcept AsQuestion(CodeableConcept finding, string text) => Draft.Retitled(finding, text, c => c.System != Diagnoses);

    /// <summary>
    /// How it became known, the screening it belongs to, and the Procedure it stopped: by identifier only, for the Procedure goes after the finding and
    /// refers to it.
    /// </summary>
    public static void Extend(Draft draft, DomainResource resource, ContraindicationFinding record)
    {
        // That the patient said so is told by asserter or performer as well.
        resource.Extend(Extensions.FindingSource, record.Source == "patient"
            ? draft.Fixed("finding-source", record.Source)
            : draft.Code("finding-source", record.Source, "source"));
        if (record.StoppedProcedure is { } id)
            resource.Extend(Extensions.StoppedProcedure, Draft.Logical("Procedure", draft.Identity.Procedure(id)));
        if (record.Screening is { } screening)
            resource.Extend(Extensions.ScreeningPanel, Parties.Identifier(draft.Identity.ScreeningPanel(screening)));
    }
}
