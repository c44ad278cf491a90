using FhirAdapter.Records.Mapping;

namespace FhirAdapter.Records.ContraindicationFindings;

/// <summary>
/// Maps what is present to a Condition, an allergy to an AllergyIntolerance as well, and every other answer to an Observation:
/// the answer "no" to a checklist is no Condition (FHIR R4 Condition, 9.2.3.5).
/// </summary>
internal sealed class ContraindicationFindingMapper(MappingContext context) : RecordMapper<ContraindicationFinding>(context)
{
    public override RecordKind Kind => RecordKind.ContraindicationFinding;

    protected override ContraindicationFinding Formerly(ContraindicationFinding record) => record.Presence == "present"
        ? record with { Presence = "absent", Strength = null, Status = null, Resolved = null, Evidence = null }
        : record with { Presence = "present" };

    protected override void Fill(Draft draft, ContraindicationFinding record)
    {
        Parties.AddPatient(draft);
        Parties.AddPractitioner(draft, record.Practitioner);
        if (!draft.InError && record.Finding is not { Code: not null } and not { Text: not null })
            draft.Fail("finding", "a code of the CodeSystem contraindication, or words");
        switch (record.Presence)
        {
            case "present" or null when draft.InError || record.Presence is not null:
                PresentFinding.Add(draft, record);
                break;
            case "absent" or "unknown" or "not-asked" or "declined":
                ScreeningAnswer.Add(draft, record);
                break;
            default:
                draft.Fail("presence", "a code of the CodeSystem presence");
                break;
        }
    }
}
