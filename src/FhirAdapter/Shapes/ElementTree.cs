using System.Collections;
using System.Globalization;
using Hl7.Fhir.Introspection;
using Hl7.Fhir.Model;

namespace FhirAdapter.Shapes;

/// <summary>Goes through the elements of a resource by the names of FHIR JSON.</summary>
internal static class ElementTree
{
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
    public static IEnumerable<ResourceReference> References(Base element) =>
        Children(element, "").SelectMany(child => child.Element is ResourceReference reference
            ? References(reference).Prepend(reference)
            : References(child.Element));

    /// <summary>The path of an element below another.</summary>
    public static string Below(string path, string name) => path.Length == 0 ? name : $"{path}.{name}";

    /// <summary>What FHIR JSON calls an element: a choice bears the name of its type.</summary>
    public static string JsonName(Base parent, string name, Base value) =>
        ModelInfo.ModelInspector.FindClassMapping(parent)?.FindMappedElementByName(name)?.Choice == ChoiceType.DatatypeChoice
            ? $"{name}{char.ToUpperInvariant(value.TypeName[0])}{value.TypeName[1..]}"
            : name;
}
