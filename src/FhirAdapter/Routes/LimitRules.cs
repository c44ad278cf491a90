using System.Collections;
using FhirAdapter.WriteProfiles;
using Hl7.Fhir.Model;

namespace FhirAdapter.Routes;

/// <summary>Keeps lists and texts within what a server takes. It comes last, when all text is there.</summary>
internal static class LimitRules
{
    private const string Note = "note";

    public static void Apply(ResourcePlan plan)
    {
        foreach (var rule in plan.Type.Elements.Values)
        {
            if (rule.MaxItems is { } most)
                CodeRules.ByPath(plan.Copy, rule.Path, (parent, name, _, value, path) => Items(plan, (IList)value, most, path));
        }

        foreach (var rule in plan.Type.Elements.Values)
        {
            if (rule.MaxLength is { } most)
                CodeRules.ByPath(plan.Copy, rule.Path, (_, _, _, value, _) => Length(plan, value, most));
        }
    }

    private static void Items(ResourcePlan plan, IList list, int most, string path)
    {
        if (list.Count <= most)
            return;
        if (path == Note && list is List<Annotation> notes)
        {
            Join(plan, notes);
            return;
        }

        for (var i = list.Count - 1; i >= most; i--)
        {
            plan.Lose((Base)list[i]!, LossReason.TooMany);
            list.RemoveAt(i);
        }
    }

    // All words stay; who wrote which of them does not.
    private static void Join(ResourcePlan plan, List<Annotation> notes)
    {
        var joined = new Annotation { Text = string.Join('\n', notes.Select(note => note.Text)) };
        plan.Altered.RemoveAll(each => each.Code == PlannedChange.Added && each.Path.StartsWith("note[", StringComparison.Ordinal));
        foreach (var note in notes)
        {
            if (plan.OriginOf(note) is not null)
                plan.Lose(note, LossReason.TooMany);
        }

        notes.Clear();
        notes.Add(joined);
        plan.Altered.Add(("note[0]", PlannedChange.Added, LossReason.TooMany));
    }

    private static void Length(ResourcePlan plan, object value, int most)
    {
        if (value is not PrimitiveType { JsonValue: string text } primitive || text.Length <= most)
            return;
        primitive.JsonValue = Texts.TextCut.At(text, most);
        // Within what was added nothing of the record was cut that is not told as lost.
        if (plan.OriginOf(primitive) is { } origin)
            plan.Altered.Add((origin, PlannedChange.Shortened, LossReason.TooLong));
    }
}
