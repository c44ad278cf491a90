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
        return uncertain.Count == 0 ? [] : [.. Below(resource, "", uncertain).Where(each => !IsRequired(type, each.Path))];
    }

    /// <summary>Whether the server asks for an element, so that what leads to nobody has to stop the resource.</summary>
    public static bool IsRequired(TypeProfile type, string path)
    {
        var plain = PlannedChange.WithoutIndexes(path);
        return type.Elements.Values.Any(rule => rule.Fate is ElementFate.Required && (rule.Path == plain || plain.StartsWith(rule.Path + ".", StringComparison.Ordinal)));
    }

    private static IEnumerable<UncertainReference> Below(Base parent, string path, HashSet<ResourceReference> uncertain)
    {
        foreach (var (at, element) in ElementTree.Children(parent, path))
        {
            if (element is PrimitiveType)
                continue;
            if (element is ResourceReference reference && uncertain.Contains(reference))
                yield return new UncertainReference(at, element, reference);
            foreach (var each in Below(element, at, uncertain))
                yield return TakesAlong(element, at, each) ? each with { Path = at, Element = element } : each;
        }
    }

    // An actor takes the performer along, and the only encounter its context.
    private static bool TakesAlong(Base parent, string path, UncertainReference below)
    {
        var name = below.Path[(path.Length + 1)..];
        if (name.Contains('.', StringComparison.Ordinal))
            return false;
        name = name.IndexOf('[', StringComparison.Ordinal) is var bracket and > 0 ? name[..bracket] : name;
        var isLast = !parent.TryGetValue(name, out var value) || value is not System.Collections.IList { Count: > 1 };
        return isLast && !ElementRemoval.IsWholeWithout(parent, [name]);
    }
}
