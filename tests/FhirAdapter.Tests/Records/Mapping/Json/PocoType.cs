using System.Reflection;
using Hl7.Fhir.Introspection;
using Hl7.Fhir.Model;

namespace FhirAdapter.Tests.Records.Mapping.Json;

/// <summary>The SDK's types by what their properties say, which the writer does not go by.</summary>
internal static class PocoType
{
    /// <summary>All types with elements that values of these can hold, choices and extensions included.</summary>
    public static IEnumerable<Type> Reach(IEnumerable<Type> roots)
    {
        var open = new Queue<Type>(roots);
        var seen = new HashSet<Type>();
        while (open.TryDequeue(out var type))
        {
            if (type.IsAbstract || typeof(PrimitiveType).IsAssignableFrom(type) || !seen.Add(type))
                continue;
            foreach (var next in Properties(type).SelectMany(TypesOf))
                open.Enqueue(next);
        }

        return seen.OrderBy(t => t.FullName, StringComparer.Ordinal);
    }

    /// <summary>The properties that hold elements, those of other versions of FHIR included.</summary>
    public static IEnumerable<PropertyInfo> Properties(Type type) =>
        type.GetProperties().Where(p => p.GetCustomAttributes<FhirElementAttribute>().Any() && typeof(Base).IsAssignableFrom(Item(p.PropertyType)));

    /// <summary>The types of value that a property takes.</summary>
    public static IEnumerable<Type> TypesOf(PropertyInfo property) => Item(property.PropertyType) switch
    {
        var type when type == typeof(Resource) => [typeof(Patient)],
        { IsAbstract: false } type => [type],
        _ when property.GetCustomAttributes<AllowedTypesAttribute>().LastOrDefault() is { Types.Length: > 0 } allowed => allowed.Types!.Where(t => t is { IsAbstract: false }),
        _ => ModelInfo.ModelInspector.ClassMappings.Select(m => m.NativeType).Where(IsDataType),
    };

    /// <summary>The property of another type that holds values of a type which stands in one place only.</summary>
    public static PropertyInfo HostOf(Type type) =>
        type.DeclaringType!.GetNestedTypes().Prepend(type.DeclaringType).Where(t => t != type && t.IsClass).SelectMany(Properties).First(p => Item(p.PropertyType) == type);

    /// <summary>Whether R4 has an element, and the one that it stands in, with the types the SDK declares.</summary>
    public static bool IsOfR4(PropertyInfo property)
    {
        var type = property.ReflectedType!;
        return ModelInfo.ModelInspector.FindClassMapping(type)!.PropertyMappings
                .Any(m => m.NativeProperty?.Name == property.Name && (m.Choice == ChoiceType.DatatypeChoice || property.PropertyType != typeof(DataType)))
            && (typeof(DataType).IsAssignableFrom(type) || typeof(Resource).IsAssignableFrom(type) || IsOfR4(HostOf(type)));
    }

    public static bool IsList(Type type) => type.IsGenericType && type.GetGenericTypeDefinition() == typeof(List<>);

    public static Type Item(Type type) => IsList(type) ? type.GetGenericArguments()[0] : type;

    private static bool IsDataType(Type type) =>
        typeof(DataType).IsAssignableFrom(type) && !typeof(BackboneElement).IsAssignableFrom(type) && !type.IsNested && !type.IsAbstract && !type.ContainsGenericParameters
        && !type.Name.StartsWith("Dynamic", StringComparison.Ordinal);
}
