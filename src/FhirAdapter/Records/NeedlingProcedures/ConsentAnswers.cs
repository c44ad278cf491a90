using FhirAdapter.Records.Mapping;

namespace FhirAdapter.Records.NeedlingProcedures;

/// <summary>Whether the patient consented, as an Observation: a Consent resource would claim a document and its rules.</summary>
internal static class ConsentAnswers
{
    public static void Add(Draft draft, NeedlingProcedure record)
    {
        if (record.Consent is not { } consent)
            return;
        var identifier = draft.Identity.Consent(draft.Id);
        var observation = ProcedureObservations.New(draft, record, identifier, "consent");
        observation.Effective = Times.DateTime(consent.When);
        observation.Method = draft.Code("consent-form", consent.Form, "consent.form");
        if (consent.Given is { } given)
            observation.Value = draft.Fixed("presence", given ? "present" : "absent");
        else
            observation.DataAbsentReason = Observations.Absent("unknown");
        draft.Add(observation, identifier, ResourceRole.Part);
    }
}
