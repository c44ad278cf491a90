using FhirAdapter.Records.Mapping;

namespace FhirAdapter.Records.NeedlingProcedures;

/// <summary>Whether the patient consented, as an Observation: a Consent resource would claim a document and its rules.</summary>
internal static class ConsentAnswers
{
    public static void Add(Draft draft, NeedlingProcedure record, SessionParts parts)
    {
        if (record.Consent is not { } consent)
            return;
        var identifier = draft.Identity.Consent(draft.Id);
        var observation = ProcedureObservations.New(draft, record, parts, identifier, "consent");
        observation.Effective = Times.DateTime(consent.When);
        observation.Method = draft.Code("consent-form", consent.Form, "consent.form");
        if (consent.Given is { } given)
            observation.Value = draft.Fixed("presence", given ? "present" : "absent", given ? draft.Words.Given : draft.Words.NotGiven);
        else
            observation.DataAbsentReason = Observations.Absent("unknown");
        observation.Narrate(draft, [Line(draft, consent, observation.Method?.Text)]);
        draft.Add(observation, identifier, ResourceRole.Part);
    }

    private static string Line(Draft draft, Consent consent, string? form)
    {
        var line = consent.Given switch
        {
            true => draft.Words.ConsentGiven,
            false => draft.Words.ConsentNotGiven,
            null => draft.Words.ConsentNotKnown,
        };
        if (form is not null)
            line = $"{line} ({draft.Words.Within(form)})";
        return consent.When is { } when ? $"{line}, {Times.Words(when)}." : line + ".";
    }
}
