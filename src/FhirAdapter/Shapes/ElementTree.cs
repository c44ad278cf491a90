using System.Collections;
using System.Collections.Concurrent;
using System.Globalization;
using FhirAdapter.Records.Mapping;
using Hl7.Fhir.Introspection;
using Hl7.Fhir.Model;

namespace FhirAdapter.Shapes;

/// <summary>Goes through the elements of a resource by the names of FHIR JSON.</summary>
internal static class ElementTree
{
    // There are only so many elements and types that they may have.
    private static readonly ConcurrentDictionary<(Type Parent, string Name, Type Value), string> Names = new();

    /// <summary>The elements directly below one, each with its path, those of a list one by one.</summary>
    public static IEnumerable<(string Path, Base Element)> Children(Base parent, string path)
    {
        foreach (var (name, value) in parent.EnumerateElements())
        {
            if (value is Base one)
                yield return (Below(path, JsonName(parent, name, one)), one);
            else if (value is IEnumerable many and not string)
            {
                var i = 0;
                foreach (var item in many.OfType<Base>())
                    yield return (Below(path, string.Create(CultureInfo.InvariantCulture, $"{name}[{i++}]")), item);
            }
        }
    }

    /// <summary>All references in an element, always in the same order.</summary>
    public static List<ResourceReference> References(Base element)
    {
        List<ResourceReference> references = [];
        Collect(element, references);
        return references;
    }

    private static void Collect(Base element, List<ResourceReference> references)
    {
        foreach (var (_, value) in element.EnumerateElements())
        {
            if (value is Base one)
                One(one, references);
            else if (value is IList list and not byte[])
            {
                for (var i = 0; i < list.Count; i++)
                {
                    if (list[i] is Base item)
                        One(item, references);
                }
            }
        }
    }

    private static void One(Base element, List<ResourceReference> references)
    {
        if (element is ResourceReference reference)
            references.Add(reference);
        // Most primitives have nothing but their value.
        if (element is not PrimitiveType || element.TryGetValue("extension", out _))
            Collect(element, references);
    }

    /// <summary>The path of an element below another.</summary>
    public static string Below(string path, string name) => path.Length == 0 ? name : $"{path}.{name}";

    /// <summary>What FHIR JSON calls an element: a choice bears the name of its type.</summary>
    public static string JsonName(Base parent, string name, Base value) => Names.GetOrAdd((parent.GetType(), name, value.GetType()), static (key, place) =>
        SdkModel.R4.FindClassMapping(place.Parent)?.FindMappedElementByName(key.Name)?.Choice == ChoiceType.DatatypeChoice
            ? $"{key.Name}{char.ToUpperInvariant(place.Value.TypeName[0])}{place.Value.TypeName[1..]}"
            : key.Name, (Parent: parent, Value: value));
}
