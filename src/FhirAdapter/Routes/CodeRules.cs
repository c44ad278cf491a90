using System.Collections;
using FhirAdapter.Shapes.Elements;
using FhirAdapter.WriteProfiles;
using FhirAdapter.WriteProfiles.Reading;
using Hl7.Fhir.Model;

namespace FhirAdapter.Routes;

/// <summary>Sees that codes are among those that a server takes: others are left out, replaced where the profile says by what, or keep the resource from going.</summary>
internal static class CodeRules
{
    // To replace this one, or entered-in-error, would say the opposite. Taking back is the destination's part, which knows what was sent.
    private const string Refuted = "refuted";

    public static void Apply(ResourcePlan plan)
    {
        foreach (var path in plan.Rules.Coded)
        {
            if (path.Rule.Systems.Count > 0)
                path.Apply(plan, BySystem);
            if (path.Rule.Values.Count > 0 && !path.Apply(plan, ByValue) && path is { IsOfRoot: true, Rule: { Fate: ElementFate.Required, Otherwise: { } otherwise } })
                plan.Copy.SetValue(path.Rule.Path, Added(plan, path.Rule, otherwise));
        }
    }

    private static object BySystem(ResourcePlan plan, ElementRule rule, in FoundElement found)
    {
        if (found.Value is not IList list)
            return BySystem(plan, rule, found.Value, found.Origin);
        IList? copy = null;
        for (var i = 0; i < list.Count; i++)
        {
            var item = list[i]!;
            var now = BySystem(plan, rule, item, plan.Origins.At(found, i));
            if (ReferenceEquals(now, item))
                continue;
            copy ??= plan.Origins.CopyOf(found.Slot, list);
            copy[i] = now;
        }

        return copy ?? list;
    }

    private static object BySystem(ResourcePlan plan, ElementRule rule, object value, string? origin)
    {
        if (value is not CodeableConcept concept)
            return value;
        var codings = concept.Coding;
        var taken = new List<int>(codings.Count);
        for (var i = 0; i < codings.Count; i++)
        {
            if (rule.Systems.Contains(codings[i].System))
                taken.Add(i);
            else
                plan.Lose(codings[i], origin is null ? null : plan.Origins.At($"{origin}.coding", codings, i), LossReason.CodeNotTaken);
        }

        if (taken.Count == 0 && rule.Fate is ElementFate.Required)
            plan.Obstruct(rule.Path, CodeTexts.OneOfSystems(rule));
        if (taken.Count == codings.Count)
            return concept;
        var copy = (CodeableConcept)plan.CopyOf(concept);
        copy.Coding = (List<Coding>)plan.Some(ElementType.Of(concept).Slot("coding")!, codings, taken);
        return copy;
    }

    private static object? ByValue(ResourcePlan plan, ElementRule rule, in FoundElement found) =>
        found.Value is IList list ? OfList(plan, rule, found, list)
        : CodeTexts.Fits(rule, (Base)found.Value) ? found.Value
        : OfOne(plan, rule, found, (Base)found.Value);

    private static Base OfOne(ResourcePlan plan, ElementRule rule, in FoundElement found, Base value)
    {
        if (CodeTexts.IsAny(value, CodeTexts.EnteredInError))
            return value;
        if (rule.Otherwise is { } otherwise && !CodeTexts.IsAny(value, Refuted) && Replacement(value, otherwise) is { } other)
        {
            plan.Lose(value, found.Origin, LossReason.CodeNotTaken, isReplaced: true);
            return plan.Origins.Add(other);
        }

        plan.Obstruct(rule.Path, CodeTexts.OneOfValues(rule));
        return value;
    }

    private static IList? OfList(ResourcePlan plan, ElementRule rule, in FoundElement found, IList list)
    {
        List<int> taken = [];
        for (var i = list.Count - 1; i >= 0; i--)
        {
            if (CodeTexts.Fits(rule, (Base)list[i]!))
                taken.Insert(0, i);
            else
                plan.Lose((Base)list[i]!, plan.Origins.At(found, i), LossReason.CodeNotTaken);
        }

        if (taken.Count == list.Count)
            return list;
        if (taken.Count > 0)
            return plan.Some(found.Slot, list, taken);
        if (rule.Otherwise is { } otherwise && !rule.Path.Contains('.', StringComparison.Ordinal))
            return (IList)Added(plan, rule, otherwise);
        plan.Obstruct(rule.Path, CodeTexts.OneOfValues(rule));
        return null;
    }

    private static object Added(ResourcePlan plan, ElementRule rule, string otherwise)
    {
        var isList = ElementPaths.IsList(plan.Copy.TypeName, rule.Path);
        plan.Altered.Add((isList ? $"{rule.Path}[0]" : rule.Path, PlannedChange.Added, LossReason.CodeNotTaken));
        var concept = plan.Origins.Add(Concept(otherwise));
        return isList ? plan.Origins.Add(new List<CodeableConcept> { concept }) : concept;
    }

    private static Base? Replacement(Base value, string otherwise) => value switch
    {
        CodeableConcept => Concept(otherwise),
        Code => new Code(otherwise),
        _ => null,
    };

    private static CodeableConcept Concept(string token) => token.LastIndexOf('|') is var bar and > 0
        ? new CodeableConcept(token[..bar], token[(bar + 1)..])
        : new CodeableConcept { Coding = [new Coding { Code = token }] };
}
