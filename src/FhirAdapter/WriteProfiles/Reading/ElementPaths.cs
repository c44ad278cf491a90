using FhirAdapter.Failures;
using FhirAdapter.Records.Mapping;
using Hl7.Fhir.Introspection;
using Hl7.Fhir.Model;

namespace FhirAdapter.WriteProfiles.Reading;

/// <summary>The paths of elements as FHIR R4 defines them.</summary>
internal static class ElementPaths
{
    /// <summary>Whether a name is a resource type of R4.</summary>
    public static bool IsResourceType(string type) => SdkModel.R4.IsKnownResource(type);

    /// <summary>What is wrong with a path below a type; <see langword="null"/> where nothing is.</summary>
    public static string? FaultOf(string type, string path)
    {
        var at = SdkModel.R4.FindClassMapping(type);
        foreach (var step in path.Split('.'))
        {
            if (at is null)
                return $"has no element {step}: nothing is below";
            if (PropertyOf(at, step) is not { } property)
                return $"is no element of {type}: {at.Name} has no {step}. {Suggestion.For(step, at.PropertyMappings.SelectMany(NamesOf))}";
            at = TypeOf(property, step);
        }

        return null;
    }

    /// <summary>Whether an element is a list.</summary>
    public static bool IsList(string type, string path) => Find(type, path).Property?.IsCollection == true;

    /// <summary>Whether an element is one time, with a zone where it is more than a date.</summary>
    public static bool IsTime(string type, string path) =>
        Find(type, path) is { Property.IsCollection: false, Type: { } found } && (found.NativeType == typeof(FhirDateTime) || found.NativeType == typeof(Instant));

    private static (PropertyMapping? Property, ClassMapping? Type) Find(string type, string path)
    {
        var at = SdkModel.R4.FindClassMapping(type);
        PropertyMapping? property = null;
        foreach (var step in path.Split('.'))
        {
            property = at is null ? null : PropertyOf(at, step);
            at = property is null ? null : TypeOf(property, step);
        }

        return (property, at);
    }

    private static PropertyMapping? PropertyOf(ClassMapping at, string step) =>
        at.PropertyMappings.FirstOrDefault(p => p.Choice != ChoiceType.DatatypeChoice && p.Name == step)
        ?? at.PropertyMappings.FirstOrDefault(p => p.Choice == ChoiceType.DatatypeChoice && NamesOf(p).Contains(step, StringComparer.Ordinal));

    private static IEnumerable<string> NamesOf(PropertyMapping property) => property.Choice == ChoiceType.DatatypeChoice
        ? property.FhirType.Length == 1 && property.FhirType[0] == typeof(DataType)
            ? OpenTypes.Select(name => property.Name + name)
            : property.FhirType.Select(type => property.Name + Capital(SdkModel.R4.FindClassMapping(type)?.Name ?? type.Name))
        : [property.Name];

    private static ClassMapping? TypeOf(PropertyMapping property, string step) => property.Choice == ChoiceType.DatatypeChoice
        ? SdkModel.R4.FindClassMapping(step[property.Name.Length..]) ?? SdkModel.R4.FindClassMapping(Small(step[property.Name.Length..]))
        : property.PropertyTypeMapping;

    private static IEnumerable<string> OpenTypes =>
        SdkModel.R4.ClassMappings.Where(m => !m.IsResource && !m.IsBackboneType && m.IsAbstract != true).Select(m => Capital(m.Name));

    private static string Capital(string name) => char.ToUpperInvariant(name[0]) + name[1..];

    private static string Small(string name) => char.ToLowerInvariant(name[0]) + name[1..];
}
