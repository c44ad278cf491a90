using FhirAdapter.Records.Mapping;
using Hl7.Fhir.Model;

namespace FhirAdapter.Records.NeedlingProcedures;

/// <summary>What the patient was told to do and what comes next; a day it is due stands in the text as well.</summary>
internal static class FollowUps
{
    public static List<CodeableConcept> Of(Draft draft, NeedlingProcedure record)
    {
        List<CodeableConcept> all = [];
        for (var i = 0; i < (record.Aftercare?.Count ?? 0); i++)
        {
            if (draft.Concept("aftercare", record.Aftercare![i], $"aftercare[{i}]") is not { } advice)
                continue;
            if (advice.Coding.Count == 0)
                advice.Extend(Extensions.Aftercare, new FhirBoolean(true));
            all.Add(advice);
        }

        for (var i = 0; i < (record.FollowUp?.Count ?? 0); i++)
        {
            if (Of(draft, record.FollowUp![i], $"followUp[{i}].code") is { } next)
                all.Add(next);
        }

        return all;
    }

    private static CodeableConcept? Of(Draft draft, FollowUp followUp, string path)
    {
        var concept = draft.Concept("follow-up", followUp.Code, followUp.Text, path);
        if (followUp.Due is not { } due)
            return concept;
        var name = $"{concept?.Text ?? draft.Words.FollowUp}, {draft.Words.Due} {Times.Day(due)}";
        concept = concept is null ? new CodeableConcept { Text = name } : Draft.Retitled(concept, name);
        concept.Extend(Extensions.FollowUpDue, new Date(Times.Day(due)));
        return concept;
    }
}
