using FhirAdapter.Records.Mapping;
using Hl7.Fhir.Model;

namespace FhirAdapter.Records.ContraindicationFindings;

/// <summary>A contraindication that was asked for and not found, or not asked for, as an Observation.</summary>
internal static class ScreeningAnswer
{
    public static void Add(Draft draft, ContraindicationFinding record)
    {
        Refuse(draft, record.Strength, "strength");
        Refuse(draft, record.Status, "status");
        Refuse(draft, record.Resolved, "resolved");
        var identifier = draft.Identity.Screening(draft.Id);
        var observation = Observations.New(draft, identifier, Question(draft, record), record.Source == "examination" ? "exam" : "survey");
        observation.Effective = Times.DateTime(record.When);
        observation.Note = Observations.Notes(record.Note);
        observation.BodySite = record.BodySite is { } site ? draft.Context.Places.Concept(draft, site, "bodySite.") : null;
        if (record.Source == "patient")
            observation.Performer.Add(Parties.Patient(draft));
        if (Parties.Practitioner(draft, record.Practitioner, "practitioner") is { } practitioner)
            observation.Performer.Add(practitioner);
        Answer(draft, observation, record.Presence!);
        FindingParts.Extend(draft, observation, record);
        observation.Narrate(draft, FindingWords.Lines(draft, record, observation.Code.Text, observation.BodySite?.Text));
        draft.Add(observation, identifier, ResourceRole.Main);
    }

    // A receiver that overlooks the value must not find a billable diagnosis here, so the codes for billing are left to Conditions.
    private static CodeableConcept Question(Draft draft, ContraindicationFinding record)
    {
        var finding = FindingParts.Finding(draft, record);
        return FindingParts.WithoutBilling(finding, Words.LookedFor(finding.Text ?? ""));
    }

    private static void Answer(Draft draft, Observation observation, string presence)
    {
        if (presence is "absent" or "unknown")
            observation.Value = draft.Code("presence", presence, "presence");
        else
            observation.DataAbsentReason = Observations.Absent(presence == "declined" ? "asked-declined" : presence);
    }

    private static void Refuse(Draft draft, object? value, string path)
    {
        if (value is not null)
            draft.Fail(path, "nothing, unless the finding is present");
    }
}
