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
            if (draft.Concept("aftercare", record.Aftercare![i], $"aftercare[{i}]") is { } advice)
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
        concept ??= new CodeableConcept { Text = Words.FollowUp };
        concept.Text = $"{concept.Text}, {Words.Due} {Times.Day(due)}";
        concept.Extend(Extensions.FollowUpDue, new Date(Times.Day(due)));
        return concept;
    }
}
