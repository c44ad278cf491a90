using FhirAdapter.Records.Mapping;
using Hl7.Fhir.Model;

namespace FhirAdapter.Records.NeedlingProcedures;

/// <summary>
/// What went wrong or was felt: all of it on the Procedure, and what is more than mild as a Condition that can be looked after.
/// </summary>
internal static class Complications
{
    /// <summary>Adds a Condition for each effect that is moderate or severe.</summary>
    public static void AddConditions(Draft draft, NeedlingProcedure record)
    {
        for (var i = 0; i < (record.AdverseEffects?.Count ?? 0); i++)
        {
            if (NeedsFollowUp(record.AdverseEffects![i]))
                draft.Add(Condition(draft, record, i), Identifier(draft, i), ResourceRole.Part);
        }
    }

    /// <summary>The complications of the Procedure.</summary>
    public static List<CodeableConcept> Of(Draft draft, NeedlingProcedure record)
    {
        List<CodeableConcept> all = [];
        for (var i = 0; i < (record.AdverseEffects?.Count ?? 0); i++)
        {
            var effect = record.AdverseEffects![i];
            var complication = Concept(draft, effect, i);
            var severity = draft.Code("severity", effect.Severity, $"adverseEffects[{i}].severity");
            complication.Text = Words(draft, effect);
            complication.Extend(Extensions.EffectSeverity, severity);
            complication.Extend(Extensions.EffectOnset, Times.DateTime(effect.Onset));
            all.Add(complication);
        }

        return all;
    }

    /// <summary>References to the Conditions.</summary>
    public static List<ResourceReference> References(Draft draft, NeedlingProcedure record) =>
        [.. Enumerable.Range(0, record.AdverseEffects?.Count ?? 0)
            .Where(i => NeedsFollowUp(record.AdverseEffects![i]))
            .Select(i => draft.Refer("Condition", Identifier(draft, i), required: true))];

    /// <summary>An effect for a person to read, for example "Bruising, mild: left shoulder".</summary>
    public static string Words(Draft draft, AdverseEffect effect)
    {
        var name = Display(draft, "adverse-effect", effect.Code);
        if (Display(draft, "severity", effect.Severity) is { } severity)
            name = $"{name}, {draft.Words.Within(severity)}";
        return Draft.Text(name, effect.Text) ?? "";
    }

    private static IEnumerable<string> Lines(Draft draft, AdverseEffect effect)
    {
        var name = Mapping.Words.Beginning(Words(draft, effect with { Text = null }));
        yield return effect.Onset is { } onset ? $"{name}, {draft.Words.NoticedOn} {Times.Words(onset)}." : name + ".";
        yield return draft.Words.AfterNeedling;
        if (!string.IsNullOrWhiteSpace(effect.Text))
            yield return effect.Text;
    }

    private static string? Display(Draft draft, string codeSystemName, string? code) =>
        code is null ? null : draft.Context.Vocabulary.Find(codeSystemName, code)?.Display;

    private static bool NeedsFollowUp(AdverseEffect effect) => effect.Severity is "moderate" or "severe";

    private static BusinessIdentifier Identifier(Draft draft, int index) => draft.Identity.AdverseEffect(draft.Id, index + 1);

    private static CodeableConcept Concept(Draft draft, AdverseEffect effect, int index)
    {
        var path = $"adverseEffects[{index}].code";
        if (effect.Code is null)
            draft.Fail(path, "a code of the CodeSystem adverse-effect");
        return draft.Concept("adverse-effect", effect.Code, effect.Text, path) ?? new CodeableConcept();
    }

    private static Condition Condition(Draft draft, NeedlingProcedure record, int index)
    {
        var effect = record.AdverseEffects![index];
        var condition = new Condition
        {
            Identifier = Parties.Identifiers(Identifier(draft, index)),
            ClinicalStatus = draft.InError ? null : Conditions.ClinicalStatus("active"),
            VerificationStatus = draft.InError ? Conditions.EnteredInError() : Conditions.VerificationStatus("confirmed"),
            Category = Conditions.CategoryOf(record),
            Severity = draft.Fixed("severity", effect.Severity!),
            Code = draft.Fixed("adverse-effect", effect.Code),
            Subject = Parties.Patient(draft),
            Encounter = Parties.Encounter(draft),
            Onset = Times.DateTime(effect.Onset),
            Note = Observations.Notes(effect.Text),
        };
        condition.Extend(Extensions.DueTo, draft.Fixed("procedure", "dry-needling"));
        condition.Narrate(draft, Lines(draft, effect));
        return condition;
    }
}
