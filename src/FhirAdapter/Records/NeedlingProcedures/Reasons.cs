using FhirAdapter.Records.Mapping;
using Hl7.Fhir.Model;

namespace FhirAdapter.Records.NeedlingProcedures;

/// <summary>Why needling was wanted, each reason with what brought it about.</summary>
internal static class Reasons
{
    public static List<CodeableConcept> Of(Draft draft, NeedlingProcedure record)
    {
        List<CodeableConcept> reasons = [];
        for (var i = 0; i < (record.Indications?.Count ?? 0); i++)
        {
            var indication = record.Indications![i];
            var cause = draft.Concept("cause", indication.Cause, $"indications[{i}].cause");
            var reason = draft.Concept("indication", indication.Code, indication.Text, $"indications[{i}].code");
            if (reason is null && cause is null)
                continue;
            reason ??= new CodeableConcept { Text = $"{draft.Words.CausedBy} {draft.Words.Within(cause!.Text!)}" };
            reason.Extend(Extensions.ReasonCause, cause);
            reasons.Add(reason);
        }

        return reasons;
    }
}
