using System.Collections;
using FhirAdapter.Records;
using FhirAdapter.Shapes;
using FhirAdapter.WriteProfiles;
using Hl7.Fhir.Model;

namespace FhirAdapter.Routes;

/// <summary>
/// A reference to somebody or something of the server's own that goes only where the server knows it: it takes no references by identifier, so that
/// only the look-up, which comes later, can tell.
/// </summary>
/// <param name="Path">The element that goes or stays with it.</param>
/// <param name="Element">That element.</param>
/// <param name="Reference">The reference.</param>
internal sealed record UncertainReference(string Path, Base Element, ResourceReference Reference)
{
    /// <summary>Those of a resource, in its order.</summary>
    public static IReadOnlyList<UncertainReference> Of(WriteProfile profile, TypeProfile type, Resource resource, IReadOnlyList<OpenReference> references)
    {
        if (profile.References.Logical)
            return [];
        var uncertain = references.Where(reference => reference is { Required: false, Record: null }).Select(reference => reference.Element).ToHashSet();
        return uncertain.Count == 0 ? [] : [.. Below(resource, uncertain).Where(each => !IsRequired(type, each.Path))];
    }

    /// <summary>Whether the server asks for an element, so that what leads to nobody has to stop the resource.</summary>
    public static bool IsRequired(TypeProfile type, string path)
    {
        var plain = PlannedChange.WithoutIndexes(path);
        return type.Elements.Values.Any(rule => rule.Fate is ElementFate.Required && (rule.Path == plain || plain.StartsWith(rule.Path + ".", StringComparison.Ordinal)));
    }

    private static List<UncertainReference> Below(Base parent, HashSet<ResourceReference> uncertain)
    {
        List<UncertainReference> found = [];
        foreach (var (name, value) in parent.EnumerateElements())
        {
            if (value is Base one)
                At(found, parent, name, null, one, uncertain);
            else if (value is IList list and not byte[])
            {
                for (var i = 0; i < list.Count; i++)
                {
                    if (list[i] is Base item)
                        At(found, parent, name, i, item, uncertain);
                }
            }
        }

        return found;
    }

    // Most of a resource leads to nothing of the kind, so that a path is written only for what does.
    private static void At(List<UncertainReference> found, Base parent, string name, int? index, Base element, HashSet<ResourceReference> uncertain)
    {
        if (element is PrimitiveType)
            return;
        var isOne = element is ResourceReference reference && uncertain.Contains(reference);
        var below = Below(element, uncertain);
        if (!isOne && below.Count == 0)
            return;
        var at = index is { } i ? $"{name}[{i}]" : ElementTree.JsonName(parent, name, element);
        if (isOne)
            found.Add(new UncertainReference(at, element, (ResourceReference)element));
        foreach (var each in below)
            found.Add(TakesAlong(element, each.Path) ? each with { Path = at, Element = element } : each with { Path = $"{at}.{each.Path}" });
    }

    // An actor takes the performer along, and the only encounter its context.
    private static bool TakesAlong(Base parent, string below)
    {
        var name = below;
        if (name.Contains('.', StringComparison.Ordinal))
            return false;
        name = name.IndexOf('[', StringComparison.Ordinal) is var bracket and > 0 ? name[..bracket] : name;
        var isLast = !parent.TryGetValue(name, out var value) || value is not IList { Count: > 1 };
        return isLast && !ElementRemoval.IsWholeWithout(parent, [name]);
    }
}
