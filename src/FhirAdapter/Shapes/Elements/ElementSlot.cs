using System.Collections;
using System.Collections.Concurrent;
using System.Globalization;
using System.Linq.Expressions;
using System.Reflection;
using Hl7.Fhir.Model;
using Expression = System.Linq.Expressions.Expression;

namespace FhirAdapter.Shapes.Elements;

/// <summary>An element of a type of the FHIR SDK: its names, and how it is read and set. Unchanging; safe for many threads.</summary>
internal sealed class ElementSlot
{
    private const int MostNamed = 32;

    private readonly ConcurrentDictionary<Type, string> _names = new();
    private readonly string[] _indexed;
    private readonly Func<Base, object?> _get;
    private readonly Action<Base, object?> _set;
    private readonly Func<IList, IList>? _copy;
    private ElementType? _last;
    private NamedValue? _lastName;

    /// <param name="ordinal">Its place among the elements of its type.</param>
    /// <param name="name">The SDK's name.</param>
    /// <param name="field">Where the SDK keeps it.</param>
    /// <param name="isChoice">Whether it bears the name of its value's type in FHIR JSON.</param>
    /// <param name="isMandatory">Whether FHIR asks for it.</param>
    public ElementSlot(int ordinal, string name, FieldInfo field, bool isChoice, bool isMandatory)
    {
        (Ordinal, Name, Field, IsChoice, IsMandatory) = (ordinal, name, field, isChoice, isMandatory);
        IsName = name is "url" or "id";
        Item = field.FieldType.IsGenericType && typeof(IList).IsAssignableFrom(field.FieldType) ? field.FieldType.GetGenericArguments()[0] : null;
        _indexed = [.. Enumerable.Range(0, MostNamed).Select(Numbered)];
        var (holder, value) = (Expression.Parameter(typeof(Base)), Expression.Parameter(typeof(object)));
        var held = Expression.Field(Expression.Convert(holder, field.DeclaringType!), field);
        _get = Expression.Lambda<Func<Base, object?>>(Expression.Convert(held, typeof(object)), holder).Compile();
        _set = Expression.Lambda<Action<Base, object?>>(Expression.Assign(held, Expression.Convert(value, field.FieldType)), holder, value).Compile();
        if (Item is null)
            return;
        var list = Expression.Parameter(typeof(IList));
        var copy = Expression.New(field.FieldType.GetConstructor([typeof(IEnumerable<>).MakeGenericType(Item)])!, Expression.Convert(list, field.FieldType));
        _copy = Expression.Lambda<Func<IList, IList>>(Expression.Convert(copy, typeof(IList)), list).Compile();
    }

    public int Ordinal { get; }

    /// <summary>The SDK's name, which is FHIR's, but for a choice.</summary>
    public string Name { get; }

    public FieldInfo Field { get; }

    public bool IsChoice { get; }

    public bool IsMandatory { get; }

    /// <summary>Whether it names its holder and tells nothing more.</summary>
    public bool IsName { get; }

    /// <summary>What the list is of; <see langword="null"/> for an element that stands once.</summary>
    public Type? Item { get; }

    /// <summary>What an element holds here; <see langword="null"/> for nothing, an empty list among it.</summary>
    public object? Get(Base holder) => _get(holder) is { } value && (Item is null || ((IList)value).Count > 0) ? value : null;

    /// <summary>Sets what it holds; <see langword="null"/> takes it out.</summary>
    public void Set(Base holder, object? value) => _set(holder, value);

    /// <summary>Another list of the same items.</summary>
    public IList CopyOf(object list) => _copy!((IList)list);

    /// <summary>What FHIR JSON calls it with this value.</summary>
    public string NameOf(Base value)
    {
        if (!IsChoice)
            return Name;
        var (type, last) = (value.GetType(), _lastName);
        if (last is not null && last.Type == type)
            return last.Name;
        var name = _names.GetOrAdd(type, static (_, place) => $"{place.Name}{char.ToUpperInvariant(place.TypeName[0])}{place.TypeName[1..]}", (Name, value.TypeName));
        _lastName = new NamedValue(type, name);
        return name;
    }

    /// <summary>An item of the list, such as <c>category[0]</c>.</summary>
    public string NameAt(int index) => index < MostNamed ? _indexed[index] : Numbered(index);

    /// <summary>The type of a value that stands here, nearly always the same as the last time.</summary>
    public ElementType TypeOf(Base value)
    {
        var type = value.GetType();
        var last = _last;
        return last is not null && last.Type == type ? last : _last = ElementType.Of(type);
    }

    private string Numbered(int index) => string.Create(CultureInfo.InvariantCulture, $"{Name}[{index}]");

    private sealed record NamedValue(Type Type, string Name);
}
