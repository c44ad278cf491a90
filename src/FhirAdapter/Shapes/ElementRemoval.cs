using System.Collections;
using FhirAdapter.Records;
using FhirAdapter.Records.Mapping;
using Hl7.Fhir.Introspection;
using Hl7.Fhir.Model;

namespace FhirAdapter.Shapes;

/// <summary>Takes elements out of a resource, with those above them that are not what FHIR asks of them without.</summary>
internal static class ElementRemoval
{
    /// <summary>Takes an element out of its parent; a list that is empty then goes too.</summary>
    /// <param name="parent">What it stands in.</param>
    /// <param name="name">Its name there.</param>
    /// <param name="index">Its place in the list; nothing where it is none.</param>
    public static void Remove(Base parent, string name, int? index)
    {
        var list = index is not null && parent.TryGetValue(name, out var value) ? (IList)value : null;
        list?.RemoveAt(index!.Value);
        if (list is null or { Count: 0 })
            parent.SetValue(name, null);
    }

    /// <summary>Whether an element is still what FHIR asks of it without some of those below it.</summary>
    public static bool IsWholeWithout(Base element, HashSet<string> gone) =>
        element.EnumerateElements().Any(each => !gone.Contains(each.Key) && each.Key is not ("url" or "id"))
        && (SdkModel.R4.FindClassMapping(element)?.PropertyMappings.All(p => !p.IsMandatoryElement || !gone.Contains(p.Name)) ?? true);

    /// <summary>A copy of a resource without some of its open references.</summary>
    public static Resource WithoutReferences(MappedResource mapped, Func<OpenReference, bool> goes)
    {
        var copy = (Resource)mapped.Resource.DeepCopy();
        var gone = ReferenceCopies.Of(mapped, copy).Where((_, i) => goes(mapped.References[i])).Select(reference => reference.Element).ToHashSet();
        Stays(copy, gone);
        return copy;
    }

    private static bool Stays(Base element, HashSet<ResourceReference> gone)
    {
        if (element is ResourceReference reference && gone.Contains(reference))
            return false;
        HashSet<string> emptied = new(StringComparer.Ordinal);
        foreach (var (name, value) in element.EnumerateElements().ToList())
        {
            if (value is Base one && !Stays(one, gone))
                Remove(element, name, null);
            else if (value is IList list and not byte[])
                Below(element, name, list, gone);
            if (!element.TryGetValue(name, out _))
                emptied.Add(name);
        }

        return emptied.Count == 0 || IsWholeWithout(element, emptied);
    }

    private static void Below(Base parent, string name, IList list, HashSet<ResourceReference> gone)
    {
        for (var i = list.Count - 1; i >= 0; i--)
        {
            if (list[i] is Base item && !Stays(item, gone))
                Remove(parent, name, i);
        }
    }
}
