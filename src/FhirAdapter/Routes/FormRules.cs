using FhirAdapter.WriteProfiles;
using Hl7.Fhir.Model;

namespace FhirAdapter.Routes;

/// <summary>Puts a value into the form that a server takes: one moment as a period, a period by its start.</summary>
internal static class FormRules
{
    public static void Apply(ResourcePlan plan)
    {
        foreach (var rule in plan.Type.Elements.Values)
        {
            if (rule.SentAs is null)
                continue;
            CodeRules.ByPath(plan.Copy, rule.Path, (parent, name, jsonName, value, path) =>
            {
                if (value is not DataType given || As(given, rule.SentAs, name) is not { } other)
                    return;
                plan.Lose(given, LossReason.OtherForm, isReplaced: true);
                plan.Altered.Add((path[..^jsonName.Length] + rule.SentAs, PlannedChange.Added, LossReason.OtherForm));
                parent.SetValue(name, other);
            });
        }
    }

    /// <summary>Sees that nothing is missing that the server asks for.</summary>
    public static void Require(ResourcePlan plan)
    {
        foreach (var rule in plan.Type.Elements.Values)
        {
            if (rule.Fate is not ElementFate.Required)
                continue;
            var found = false;
            CodeRules.ByPath(plan.Copy, rule.Path, (_, _, _, _, _) => found = true);
            if (!found)
                plan.Obstruct(rule.Path, "");
        }
    }

    private static DataType? As(DataType given, string sentAs, string name) => (given, sentAs[name.Length..]) switch
    {
        (FhirDateTime moment, "Period") => new Period { StartElement = (FhirDateTime)moment.DeepCopy(), EndElement = (FhirDateTime)moment.DeepCopy() },
        (Period { StartElement: { } start }, "DateTime") => (FhirDateTime)start.DeepCopy(),
        (Period { EndElement: { } end }, "DateTime") => (FhirDateTime)end.DeepCopy(),
        _ => null,
    };
}
