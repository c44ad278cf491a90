using System.Collections;
using FhirAdapter.Shapes.Elements;
using Hl7.Fhir.Model;

namespace FhirAdapter.Shapes;

/// <summary>Goes through the elements of a resource by the names of FHIR JSON.</summary>
internal static class ElementTree
{
    /// <summary>The elements directly below one, each with its path, those of a list one by one.</summary>
    public static List<(string Path, Base Element)> Children(Base parent, string path)
    {
        List<(string Path, Base Element)> children = [];
        foreach (var slot in ElementType.Of(parent).Slots)
        {
            if (slot.Get(parent) is not { } value)
                continue;
            if (value is Base one)
                children.Add((Below(path, slot.NameOf(one)), one));
            else
                Add(children, path, slot, (IList)value);
        }

        return children;
    }

    private static void Add(List<(string Path, Base Element)> children, string path, ElementSlot slot, IList list)
    {
        for (var i = 0; i < list.Count; i++)
            children.Add((Below(path, slot.NameAt(i)), (Base)list[i]!));
    }

    /// <summary>All references in an element, always in the same order.</summary>
    public static List<ResourceReference> References(Base element)
    {
        List<ResourceReference> references = [];
        Collect(element, ElementType.Of(element), references);
        return references;
    }

    private static void Collect(Base element, ElementType type, List<ResourceReference> references)
    {
        foreach (var slot in type.ByReferences)
        {
            var value = slot.Get(element);
            if (value is Base one)
            {
                One(slot, one, references);
            }
            else if (value is IList list)
            {
                for (var i = 0; i < list.Count; i++)
                    One(slot, (Base)list[i]!, references);
            }
        }
    }

    private static void One(ElementSlot slot, Base element, List<ResourceReference> references)
    {
        if (element is ResourceReference reference)
            references.Add(reference);
        var type = slot.TypeOf(element);
        if (!type.IsPlain(element))
            Collect(element, type, references);
    }

    /// <summary>The path of an element below another.</summary>
    public static string Below(string path, string name) => path.Length == 0 ? name : $"{path}.{name}";
}
