using System.Collections;
using FhirAdapter.Routes.Texts;
using FhirAdapter.Shapes.Elements;
using FhirAdapter.WriteProfiles;
using Hl7.Fhir.Model;

namespace FhirAdapter.Routes;

/// <summary>Keeps lists and texts within what a server takes. It comes last, when all text is there.</summary>
internal static class LimitRules
{
    private const string Note = "note";

    public static void Apply(ResourcePlan plan)
    {
        foreach (var path in plan.Rules.Counted)
            path.Apply(plan, Items);
        foreach (var path in plan.Rules.Measured)
            path.Apply(plan, Length);
    }

    private static object Items(ResourcePlan plan, ElementRule rule, in FoundElement found)
    {
        var (list, most) = ((IList)found.Value, rule.MaxItems!.Value);
        if (list.Count <= most)
            return list;
        if (found.Path == Note && list is List<Annotation> notes)
            return Join(plan, found, notes);
        for (var i = list.Count - 1; i >= most; i--)
            plan.Lose((Base)list[i]!, plan.Origins.At(found, i), LossReason.TooMany);
        return plan.Some(found.Slot, list, [.. Enumerable.Range(0, most)]);
    }

    // All words stay; who wrote which of them does not.
    private static List<Annotation> Join(ResourcePlan plan, in FoundElement found, List<Annotation> notes)
    {
        var joined = new Annotation { Text = string.Join('\n', notes.Select(note => note.Text)) };
        plan.Altered.RemoveAll(each => each.Code == PlannedChange.Added && each.Path.StartsWith("note[", StringComparison.Ordinal));
        for (var i = 0; i < notes.Count; i++)
        {
            if (plan.Origins.At(found, i) is { } origin)
                plan.Lose(notes[i], origin, LossReason.TooMany);
        }

        plan.Altered.Add(("note[0]", PlannedChange.Added, LossReason.TooMany));
        return plan.Origins.Add(new List<Annotation> { plan.Origins.Add(joined) });
    }

    private static object Length(ResourcePlan plan, ElementRule rule, in FoundElement found)
    {
        if (found.Value is not PrimitiveType { JsonValue: string text } primitive || text.Length <= rule.MaxLength)
            return found.Value;
        var cut = ElementCopy.Of(primitive);
        cut.JsonValue = TextCut.At(text, rule.MaxLength!.Value);
        // Within what was added nothing of the record was cut that is not told as lost.
        if (found.Origin is { } origin)
            plan.Altered.Add((origin, PlannedChange.Shortened, LossReason.TooLong));
        return cut;
    }
}
