using FhirAdapter.WriteProfiles;
using Hl7.Fhir.Model;

namespace FhirAdapter.Routes;

/// <summary>Puts a value into the form that a server takes: one moment as a period, a period by its start.</summary>
internal static class FormRules
{
    public static void Apply(ResourcePlan plan)
    {
        foreach (var path in plan.Rules.Formed)
            path.Apply(plan, InForm);
        foreach (var path in plan.Rules.Converted)
            path.Apply(plan, Tell);
    }

    /// <summary>Sees that nothing is missing that the server asks for.</summary>
    public static void Require(ResourcePlan plan)
    {
        foreach (var path in plan.Rules.Required)
        {
            if (!path.IsThere(plan.Copy) && !IsForbidden(path.Rule.Path, plan.Copy))
                plan.Obstruct(path.Rule.Path, "");
        }
    }

    // con-5 and ait-2 of R4: what was entered in error has no clinical status, so no server asks for one.
    private static bool IsForbidden(string path, Resource resource) => path == "clinicalStatus" && resource switch
    {
        Condition { VerificationStatus: { } status } => CodeTexts.IsAny(status, CodeTexts.EnteredInError),
        AllergyIntolerance { VerificationStatus: { } status } => CodeTexts.IsAny(status, CodeTexts.EnteredInError),
        _ => false,
    };

    private static object InForm(ResourcePlan plan, ElementRule rule, in FoundElement found)
    {
        if (found.Value is not DataType given || As(given, rule.SentAs!, found.Slot.Name) is not { } other)
            return found.Value;
        var name = found.Slot.NameOf(given);
        plan.Lose(given, found.Origin, LossReason.OtherForm, isReplaced: true);
        plan.Altered.Add((found.Path[..^name.Length] + rule.SentAs, PlannedChange.Added, LossReason.OtherForm));
        return plan.Origins.Add(other);
    }

    // It goes whole; the server keeps the date. What was added is told as lost where it came from.
    private static object Tell(ResourcePlan plan, ElementRule rule, in FoundElement found)
    {
        if (found is { Origin: { } origin, Value: PrimitiveType { JsonValue: string text } time } && GmtDate.Of(text) is not null)
            plan.Lost.Add(new LostElement(origin, time, LossReason.Converted) { IsKeptInPart = true });
        return found.Value;
    }

    private static DataType? As(DataType given, string sentAs, string name) => (given, sentAs[name.Length..]) switch
    {
        (FhirDateTime moment, "Period") => new Period { StartElement = (FhirDateTime)moment.DeepCopy(), EndElement = (FhirDateTime)moment.DeepCopy() },
        (Period { StartElement: { } start }, "DateTime") => (FhirDateTime)start.DeepCopy(),
        (Period { EndElement: { } end }, "DateTime") => (FhirDateTime)end.DeepCopy(),
        _ => null,
    };
}
