using System.Reflection;

namespace FhirAdapter.Records.Reading.Fields;

/// <summary>Typed access to properties, init-only ones included, without boxing: one delegate call per value.</summary>
internal static class Accessors
{
    public static Func<TOwner, TValue> Getter<TOwner, TValue>(PropertyInfo property) =>
        property.GetMethod!.CreateDelegate<Func<TOwner, TValue>>();

    public static Action<TOwner, TValue> Setter<TOwner, TValue>(PropertyInfo property) =>
        property.SetMethod!.CreateDelegate<Action<TOwner, TValue>>();
}
