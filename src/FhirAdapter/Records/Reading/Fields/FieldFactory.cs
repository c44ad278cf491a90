using System.ComponentModel.DataAnnotations;
using System.Reflection;

namespace FhirAdapter.Records.Reading.Fields;

/// <summary>Makes the field of a property from its type and attributes.</summary>
internal static class FieldFactory
{
    private const int MostTextCharacters = 64;

    public static Field<TOwner> Create<TOwner>(PropertyInfo property)
    {
        var type = property.PropertyType;
        return type switch
        {
            _ when type == typeof(string) => Value(property, Text(property)),
            _ when type == typeof(decimal?) => Value(property, new DecimalForm(NumberRange.Of(property))),
            _ when type == typeof(int?) => Value(property, new WholeForm(NumberRange.Of(property))),
            _ when type == typeof(bool?) => Value(property, new BooleanForm()),
            _ when type == typeof(DateOnly?) => Value(property, new DateForm()),
            _ when type == typeof(DateTimeOffset?) => Value(property, new TimeForm()),
            _ when type == typeof(ClinicTime?) => Value(property, new ClinicTimeForm()),
            _ when type == typeof(int) => Plain(property, new WholeForm(NumberRange.Of(property)), (int n) => n, n => n!.Value),
            _ when type == typeof(long) => Plain(property, new LongForm(NumberRange.Of(property)), (long n) => n, n => n!.Value),

            // A mark that is not set is the same as one that is not there.
            _ when type == typeof(bool) => Plain(property, new BooleanForm(), (bool b) => b ? true : null, b => b!.Value),
            _ when type == typeof(IReadOnlyList<string>) => new ListField<TOwner, string>(property, new TextItems(Text(property))),
            { IsGenericType: true } => Make(typeof(ListField<,>), type.GenericTypeArguments[0], Items(property, type.GenericTypeArguments[0])),
            _ => Make(typeof(ObjectField<,>), type),
        };

        Field<TOwner> Make(Type field, Type content, params object[] more) =>
            (Field<TOwner>)Activator.CreateInstance(field.MakeGenericType(typeof(TOwner), content), [property, .. more])!;

        static Field<TOwner> Value<TValue>(PropertyInfo property, ValueForm<TValue> form) => new ValueField<TOwner, TValue>(
            property, form, Accessors.Getter<TOwner, TValue>(property), Accessors.Setter<TOwner, TValue>(property));

        static Field<TOwner> Plain<TPlain, TValue>(
            PropertyInfo property, ValueForm<TValue> form, Func<TPlain, TValue> widen, Func<TValue, TPlain> narrow)
        {
            var get = Accessors.Getter<TOwner, TPlain>(property);
            var set = Accessors.Setter<TOwner, TPlain>(property);
            return new ValueField<TOwner, TValue>(property, form, owner => widen(get(owner)), (owner, value) => set(owner, narrow(value)));
        }
    }

    private static object Items(PropertyInfo property, Type item) =>
        Activator.CreateInstance(typeof(ObjectItems<>).MakeGenericType(item), property)!;

    private static ValueForm<string?> Text(PropertyInfo property) =>
        property.GetCustomAttribute<CodeOfAttribute>() is { } codes
            ? new CodeForm(codes)
            : new TextForm(
                property.GetCustomAttribute<StringLengthAttribute>()?.MaximumLength ?? MostTextCharacters,
                property.GetCustomAttribute<WrittenAsAttribute>()?.Form ?? StringForm.Line);
}
