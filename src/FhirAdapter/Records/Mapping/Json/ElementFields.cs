using System.Reflection;
using Hl7.Fhir.Introspection;
using Hl7.Fhir.Model;

namespace FhirAdapter.Records.Mapping.Json;

/// <summary>
/// All fields in which a type of the FHIR SDK keeps its elements. The fields are what is, so that nothing can be forgotten: each is written,
/// or known to be empty. The properties tell no more than the names, and would make a list wherever there is none.
/// </summary>
internal static class ElementFields
{
    private const BindingFlags Declared = BindingFlags.Instance | BindingFlags.Public | BindingFlags.NonPublic | BindingFlags.DeclaredOnly;

    /// <summary>The fields in the order of their elements, or <see langword="null"/> where the type is not made as the SDK's are.</summary>
    public static IReadOnlyList<ElementField>? Of(Type type)
    {
        if (!IsOfSdk(type) || SdkModel.R4.FindOrImportClassMapping(type) is not { } mapping)
            return null;
        var unread = mapping.PropertyMappings.ToList();
        List<ElementField> fields = [];
        foreach (var field in FieldsOf(type))
        {
            var element = unread.Find(p => p.NativeProperty is { } property && property.DeclaringType == field.DeclaringType && "_" + property.Name == field.Name);
            var isChoice = element?.Choice == ChoiceType.DatatypeChoice;
            if (!IsElement(field.FieldType) || (isChoice && field.FieldType != typeof(DataType)))
                return null;
            if (element is not null)
                unread.Remove(element);
            fields.Add(new(field, isChoice ? new ChoiceElement(element!.Name) : new NamedElement(element?.Name ?? field.Name), IsOfR4: element is not null));
        }

        return unread.Count == 0 ? fields : null;
    }

    /// <summary>Whether a type is the SDK's own and of fixed elements: another may keep or name them as it likes.</summary>
    public static bool IsOfSdk(Type type) =>
        (type.Assembly == typeof(Base).Assembly || type.Assembly == typeof(Observation).Assembly || type.Assembly == typeof(StructureDefinition).Assembly)
        && !type.Name.StartsWith("Dynamic", StringComparison.Ordinal);

    /// <summary>The fields as the SDK goes through them: a base type's first, and then as they are declared.</summary>
    public static IEnumerable<FieldInfo> FieldsOf(Type type) => type == typeof(Base) || type.BaseType is null
        ? []
        : FieldsOf(type.BaseType).Concat(type.GetFields(Declared).OrderBy(f => f.MetadataToken));

    /// <summary>Whether what a field holds is an element, or a list of them.</summary>
    public static bool IsElement(Type type) =>
        typeof(Base).IsAssignableFrom(type)
        || (type.IsGenericType && type.GetGenericTypeDefinition() == typeof(List<>) && typeof(Base).IsAssignableFrom(type.GetGenericArguments()[0]));
}
