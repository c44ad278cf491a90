using System.Collections;
using FhirAdapter.Shapes;
using FhirAdapter.WriteProfiles;
using Hl7.Fhir.Model;

namespace FhirAdapter.Routes;

/// <summary>Sees that codes are among those that a server takes: others are left out, replaced where the profile says by what, or keep the resource from going.</summary>
internal static class CodeRules
{
    // To replace one of these would say the opposite. Taking back is the destination's part, which knows what was sent.
    private const string EnteredInError = "entered-in-error";
    private const string Refuted = "refuted";

    public static void Apply(ResourcePlan plan)
    {
        foreach (var rule in plan.Type.Elements.Values)
        {
            if (rule.Systems.Count > 0)
                ByPath(plan.Copy, rule.Path, (_, _, _, value, _) => BySystem(plan, rule, value));
            if (rule.Values.Count > 0)
                ByValue(plan, rule);
        }
    }

    private static void BySystem(ResourcePlan plan, ElementRule rule, object value)
    {
        if (value is IList list)
        {
            for (var i = 0; i < list.Count; i++)
                BySystem(plan, rule, list[i]!);
        }
        else if (value is CodeableConcept concept)
        {
            for (var i = 0; i < concept.Coding.Count; i++)
            {
                if (!rule.Systems.Contains(concept.Coding[i].System))
                    plan.Lose(concept.Coding[i], LossReason.CodeNotTaken);
            }

            concept.Coding = [.. concept.Coding.Where(coding => rule.Systems.Contains(coding.System))];
            if (concept.Coding.Count == 0 && rule.Fate is ElementFate.Required)
                plan.Obstruct(rule.Path, "a code of " + string.Join(", ", rule.Systems));
        }
    }

    private static void ByValue(ResourcePlan plan, ElementRule rule)
    {
        var found = false;
        ByPath(plan.Copy, rule.Path, (parent, name, _, value, _) =>
        {
            found = true;
            if (value is IList list)
                OfList(plan, rule, parent, name, list);
            else if (!Fits(rule, (Base)value))
                OfOne(plan, rule, parent, name, (Base)value);
        });
        if (!found && rule is { Fate: ElementFate.Required, Otherwise: { } otherwise } && !rule.Path.Contains('.', StringComparison.Ordinal))
            Add(plan, rule, otherwise);
    }

    private static void OfOne(ResourcePlan plan, ElementRule rule, Base parent, string name, Base value)
    {
        if (Codes(value).Any(code => code.Code == EnteredInError))
            return;
        if (rule.Otherwise is { } otherwise && !Codes(value).Any(code => code.Code == Refuted) && Replacement(value, otherwise) is { } other)
        {
            plan.Lose(value, LossReason.CodeNotTaken, isReplaced: true);
            parent.SetValue(name, other);
        }
        else
        {
            plan.Obstruct(rule.Path, "one of " + string.Join(", ", rule.Values));
        }
    }

    private static void OfList(ResourcePlan plan, ElementRule rule, Base parent, string name, IList list)
    {
        for (var i = list.Count - 1; i >= 0; i--)
        {
            if (Fits(rule, (Base)list[i]!))
                continue;
            plan.Lose((Base)list[i]!, LossReason.CodeNotTaken);
            list.RemoveAt(i);
        }

        if (list.Count > 0)
            return;
        parent.SetValue(name, null);
        if (rule.Otherwise is { } otherwise && !rule.Path.Contains('.', StringComparison.Ordinal))
            Add(plan, rule, otherwise);
        else
            plan.Obstruct(rule.Path, "one of " + string.Join(", ", rule.Values));
    }

    private static void Add(ResourcePlan plan, ElementRule rule, string otherwise)
    {
        var isList = WriteProfiles.Reading.ElementPaths.IsList(plan.Copy.TypeName, rule.Path);
        plan.Copy.SetValue(rule.Path, isList ? new List<CodeableConcept> { Concept(otherwise) } : Concept(otherwise));
        plan.Altered.Add((isList ? $"{rule.Path}[0]" : rule.Path, PlannedChange.Added, LossReason.CodeNotTaken));
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

    private static bool Fits(ElementRule rule, Base value) =>
        Codes(value).Any(code => rule.Values.Contains(code.Code) || rule.Values.Contains($"{code.System}|{code.Code}"));

    private static IEnumerable<(string? System, string? Code)> Codes(Base value) => value switch
    {
        CodeableConcept concept => concept.Coding.Select(coding => (coding.System, coding.Code)),
        Coding coding => [(coding.System, coding.Code)],
        PrimitiveType primitive => [(null, primitive.ToString())],
        _ => [],
    };

    /// <summary>Finds what stands at a path, in each item of the lists on the way.</summary>
    public static void ByPath(Base root, string path, Action<Base, string, string, object, string> found)
    {
        var steps = path.Split('.');
        Step(root, 0, "");

        void Step(Base at, int depth, string place)
        {
            foreach (var (name, value) in at.EnumerateElements().ToList())
            {
                var jsonName = value is Base one ? ElementTree.JsonName(at, name, one) : name;
                if (jsonName != steps[depth])
                    continue;
                var here = ElementTree.Below(place, jsonName);
                if (depth == steps.Length - 1)
                    found(at, name, jsonName, value, here);
                else if (value is IList list)
                {
                    for (var i = 0; i < list.Count; i++)
                        Step((Base)list[i]!, depth + 1, $"{here}[{i}]");
                }
                else if (value is Base inner)
                    Step(inner, depth + 1, here);
            }
        }
    }
}
