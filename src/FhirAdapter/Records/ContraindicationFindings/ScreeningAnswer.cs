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
        Refuse(draft, record.Evidence, "evidence");
        var identifier = draft.Identity.Screening(draft.Id);
        var finding = FindingParts.Finding(draft, record);
        var observation = New(draft, identifier, FindingParts.AsQuestion(finding, draft.Words.Question(finding.Text ?? "")), record);
        observation.Note = Observations.Notes(record.Note);
        observation.BodySite = record.BodySite is { } site ? draft.Context.Places.Concept(draft, site, "bodySite.") : null;
        Answer(draft, observation, record);
        FindingParts.Extend(draft, observation, record);
        observation.Narrate(draft, FindingWords.Lines(draft, record, finding.Text, observation.BodySite?.Text));
        draft.Add(observation, identifier, ResourceRole.Main);
    }

    /// <summary>An Observation of what was asked or looked for, by whom and when.</summary>
    public static Observation New(Draft draft, BusinessIdentifier identifier, CodeableConcept question, ContraindicationFinding record)
    {
        var observation = Observations.New(draft, identifier, question, record.Source == "examination" ? "exam" : "survey");
        observation.Effective = Times.DateTime(record.When);
        if (record.Source == "patient")
            observation.Performer.Add(Parties.Patient(draft));
        if (Parties.Practitioner(draft, record.Practitioner, "practitioner") is { } practitioner)
            observation.Performer.Add(practitioner);
        return observation;
    }

    private static void Answer(Draft draft, Observation observation, ContraindicationFinding record)
    {
        if (record.Presence is "declined" or "not-asked")
            observation.DataAbsentReason = Observations.Absent(record.Presence == "declined" ? "asked-declined" : "not-asked");
        else if (record is { Presence: "absent", Finding.Code: PregnancyStatus.Question })
            observation.Value = PregnancyStatus.Denied(draft);
        else
            observation.Value = draft.Code("presence", record.Presence, "presence");
    }

    private static void Refuse(Draft draft, object? value, string path)
    {
        if (value is not null)
            draft.Fail(path, "nothing, unless the finding is present");
    }
}
