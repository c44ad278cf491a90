using System.Collections;
using System.Reflection;
using Hl7.Fhir.Model;

namespace FhirAdapter.Tests.Records.Mapping.Json;

/// <summary>Values of the SDK's types, whatever the type.</summary>
internal static class PocoValue
{
    /// <summary>Values of each type that a property takes; a list with one and with two.</summary>
    public static IEnumerable<object> All(PropertyInfo property)
    {
        foreach (var type in PocoType.TypesOf(property))
        {
            if (!PocoType.IsList(property.PropertyType))
            {
                yield return Some(type);
                continue;
            }

            yield return List(property, [Some(type)]);
            yield return List(property, [Some(type), Some(type)]);
        }
    }

    /// <summary>A resource that has, or is, a value of the type, with nothing set but these properties.</summary>
    public static Resource Within(Type type, PropertyInfo? property = null, object? value = null) => Within(type, poco => property?.SetValue(poco, value));

    /// <summary>A resource that has, or is, a value of the type.</summary>
    public static Resource Within(Type type, Action<Base> set)
    {
        var poco = (Base)Activator.CreateInstance(type)!;
        set(poco);
        if (poco is Resource resource)
            return resource;
        if (poco is DataType data)
            return new Observation { Status = ObservationStatus.Final, Extension = [new Extension("urn:x", data)] };
        var host = PocoType.HostOf(type);
        return Within(host.ReflectedType!, parent => host.SetValue(parent, PocoType.IsList(host.PropertyType) ? List(host, [poco]) : poco));
    }

    /// <summary>A resource with a value of the type that has every property, of a choice the first or the last type.</summary>
    public static Resource Full(Type type, bool last) => Within(type, poco =>
    {
        foreach (var property in PocoType.Properties(type))
            property.SetValue(poco, last ? All(property).Last() : All(property).First());
    });

    /// <summary>The primitive with an id, with an extension, with both, and without a value of its own.</summary>
    public static IEnumerable<PrimitiveType> WithElements(PrimitiveType value)
    {
        yield return With(value, p => p.ElementId = "a");
        yield return With(value, p => p.Extension.Add(new Extension("urn:x", new FhirString("y"))));
        yield return With(value, p =>
        {
            p.ElementId = "a";
            p.Extension.Add(new Extension("urn:x", new FhirString("y")));
            p.JsonValue = null;
        });
        yield return With(value, p => p.SetValue("unknown", new FhirString("x")));
    }

    public static object AsValueOf(PropertyInfo property, PrimitiveType value) => PocoType.IsList(property.PropertyType) ? List(property, [value]) : value;

    public static bool HoldsBase64(object value) => value switch
    {
        Base64Binary => true,
        IEnumerable items => items.Cast<object>().Any(HoldsBase64),
        _ => false,
    };

    public static bool IsListOfNumbers(object value) => value is IEnumerable<PrimitiveType> list && list.Any(p => p.JsonValue is not string);

    private static PrimitiveType With(PrimitiveType value, Action<PrimitiveType> set)
    {
        var copy = (PrimitiveType)value.DeepCopy();
        set(copy);
        return copy;
    }

    private static IList List(PropertyInfo property, Base[] items)
    {
        var list = (IList)Activator.CreateInstance(property.PropertyType)!;
        foreach (var item in items)
            list.Add(item);
        return list;
    }

    private static Base Some(Type type)
    {
        var poco = (Base)Activator.CreateInstance(type)!;
        if (poco is PrimitiveType primitive)
            SetValue(primitive);
        else if (poco is Resource resource)
            resource.Id = "x";
        else
            ((Element)poco).Extension.Add(new Extension("urn:within", new FhirString("x")));
        return poco;
    }

    private static void SetValue(PrimitiveType primitive)
    {
        switch (primitive)
        {
            case FhirBoolean: primitive.JsonValue = true; break;
            case Integer or PositiveInt or UnsignedInt: primitive.JsonValue = 7; break;
            case FhirDecimal: primitive.JsonValue = 61.50m; break;
            case Instant instant: instant.Value = new DateTimeOffset(2026, 11, 1, 8, 5, 0, 250, TimeSpan.FromHours(5.75)); break;
            case Base64Binary: primitive.JsonValue = "AA EC"; break;
            default: SetText(primitive); break;
        }
    }

    // An enumeration as a mapper sets it, as its value and not as its literal.
    private static void SetText(PrimitiveType primitive)
    {
        var value = primitive.GetType().GetProperty("Value", BindingFlags.Instance | BindingFlags.Public | BindingFlags.DeclaredOnly);
        if (value is not null && Nullable.GetUnderlyingType(value.PropertyType) is { IsEnum: true } type)
            value.SetValue(primitive, Enum.GetValues(type).GetValue(0));
        else
            primitive.JsonValue = "a <text>";
    }
}
