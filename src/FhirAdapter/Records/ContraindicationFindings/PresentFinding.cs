using FhirAdapter.Records.Mapping;
using Hl7.Fhir.Model;

namespace FhirAdapter.Records.ContraindicationFindings;

/// <summary>A contraindication that is or was there, as a Condition, and as an AllergyIntolerance where it is an allergy.</summary>
internal static class PresentFinding
{
    public static void Add(Draft draft, ContraindicationFinding record)
    {
        var identifier = draft.Identity.Finding(draft.Id);
        var status = FindingStatus.Of(draft, record);
        var finding = FindingParts.Finding(draft, record);
        var condition = new Condition
        {
            Identifier = Parties.Identifiers(identifier),
            ClinicalStatus = status.Clinical is { } clinical ? Conditions.ClinicalStatus(clinical) : null,
            VerificationStatus = status.Verification is { } verification ? Conditions.VerificationStatus(verification) : null,
            Category = Conditions.CategoryOf(record),
            Code = WithStrength(draft, record, finding),
            Subject = Parties.Patient(draft),
            Encounter = Parties.Encounter(draft),
            Abatement = status.Clinical == "resolved" ? Times.DateTime(record.Resolved) : null,
            RecordedDateElement = Times.DateTime(record.When),
            Evidence = Evidence(record),
            Note = Observations.Notes(record.Note),
        };
        if (record.BodySite is { } site)
            condition.BodySite.Add(draft.Context.Places.Concept(draft, site, "bodySite."));
        condition.Recorder = Parties.Practitioner(draft, record.Practitioner, "practitioner");
        condition.Asserter = Asserter(draft, record);
        condition.Extend(Extensions.Strength, draft.Code("contraindication-strength", record.Strength, "strength"));
        FindingParts.Extend(draft, condition, record);
        if (draft.InError)
        {
            condition.Extend(Extensions.RecordedStatus, draft.Code("finding-status", record.Status, "status"));
            condition.Extend(Extensions.RecordedAbatement, Times.DateTime(record.Resolved));
        }

        condition.Narrate(draft, FindingWords.Lines(draft, record, finding.Text, condition.BodySite.FirstOrDefault()?.Text));
        draft.Add(condition, identifier, ResourceRole.Main);
        if (IsAllergy(draft, record))
            FoundAllergy.Add(draft, record, FindingParts.AsAllergy(finding));
        if (PregnancyStatus.Of(record) is { } pregnancy)
            PregnancyStatus.Add(draft, record, pregnancy);
    }

    /// <summary>Who says so: the patient, or else the practitioner.</summary>
    public static ResourceReference? Asserter(Draft draft, ContraindicationFinding record) =>
        record.Source == "patient" ? Parties.Patient(draft)
        : record.Practitioner is { } practitioner ? Parties.Optional(draft, "Practitioner", practitioner.Identifier)
        : null;

    // "The basis of the Condition's verification status, such as evidence that confirmed or refuted the condition" (FHIR R4 Condition.evidence).
    private static List<Condition.EvidenceComponent> Evidence(ContraindicationFinding record) =>
        string.IsNullOrWhiteSpace(record.Evidence) ? [] : [new() { Code = [new CodeableConcept { Text = record.Evidence }] }];

    // The text is what a person sees where the extension is not understood; the coding stays the finding alone.
    private static CodeableConcept WithStrength(Draft draft, ContraindicationFinding record, CodeableConcept finding) =>
        record.Strength is { } code && draft.Context.Vocabulary.Find("contraindication-strength", code) is { } strength
            ? FindingParts.AsDiagnosis(finding, $"{finding.Text} ({draft.Words.Strength(code, strength.Display)})")
            : FindingParts.AsDiagnosis(finding, finding.Text);

    private static bool IsAllergy(Draft draft, ContraindicationFinding record) =>
        record.Finding?.Code is { } code && draft.Context.CodeSystems["contraindication"].Find(code)?.Property("kind") == "allergy";
}
