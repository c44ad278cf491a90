using System.Collections;
using System.Collections.Concurrent;
using System.Linq.Expressions;
using FhirAdapter.Records.Mapping;
using FhirAdapter.Records.Mapping.Json;
using Hl7.Fhir.Introspection;
using Hl7.Fhir.Model;
using Expression = System.Linq.Expressions.Expression;

namespace FhirAdapter.Shapes.Elements;

/// <summary>The elements of one type of the FHIR SDK, in its order; made once, when the type is met for the first time. Safe for many threads.</summary>
internal sealed class ElementType
{
    private static readonly ConcurrentDictionary<Type, ElementType> ByType = new();

    private readonly Dictionary<string, ElementSlot> _byName = new(StringComparer.Ordinal);
    private readonly ElementsReader _read;
    private readonly Func<Base, Base>? _copy;
    private readonly Func<Base, bool> _isPlain;

    private ElementType(Type type)
    {
        Type = type;
        Kind = ElementKinds.Of(type);
        Slots = [.. SlotsOf(type)];
        foreach (var slot in Slots)
            _byName.Add(slot.Name, slot);
        _read = Compile(type, Slots);
        _copy = CompileCopy(type, Slots);
        _isPlain = PlainElements.TestOf(type, Slots);
        ByReferences = [.. Slots.OrderBy(RankOf)];
    }

    public Type Type { get; }

    /// <summary>What it is to somebody who reads it.</summary>
    public ElementKind Kind { get; }

    public ElementSlot[] Slots { get; }

    /// <summary>The same, those first in which a reference is likely to stand.</summary>
    public ElementSlot[] ByReferences { get; }

    public static ElementType Of(Base value) => Of(value.GetType());

    public static ElementType Of(Type type) => ByType.TryGetValue(type, out var known) ? known : ByType.GetOrAdd(type, static each => new ElementType(each));

    /// <summary>Another value that holds the same; see <see cref="ElementCopy"/>.</summary>
    public Base Copy(Base value) => _copy is null ? ElementCopy.Of(value) : _copy(value);

    /// <summary>Whether a value has neither an extension nor a reference below it, however deep.</summary>
    public bool IsPlain(Base value) => _isPlain(value);

    /// <summary>Reads all elements that hold something.</summary>
    public int Read(Base value, HeldElement[] into, int at) => _read(value, into, at);

    /// <summary>The element that FHIR JSON calls so where it holds something; a choice by the type of its value.</summary>
    public ElementSlot? Find(Base holder, string jsonName, out object? value)
    {
        if (_byName.TryGetValue(jsonName, out var slot) && !slot.IsChoice)
            return (value = slot.Get(holder)) is null ? null : slot;
        foreach (var choice in Slots)
        {
            if (choice.IsChoice && jsonName.StartsWith(choice.Name, StringComparison.Ordinal) && choice.Get(holder) is Base held && choice.NameOf(held) == jsonName)
                return (value = held) is null ? null : choice;
        }

        value = null;
        return null;
    }

    /// <summary>The element by the SDK's name.</summary>
    public ElementSlot? Slot(string name) => _byName.GetValueOrDefault(name);

    /// <summary>Whether a value still is what FHIR asks of it without one of its elements.</summary>
    public bool IsWholeWithout(Base value, ElementSlot gone)
    {
        if (gone.IsMandatory)
            return false;
        foreach (var slot in Slots)
        {
            if (slot != gone && !slot.IsName && slot.Get(value) is not null)
                return true;
        }

        return false;
    }

    // Of a primitive type, what stands beside the value.
    private static IEnumerable<ElementSlot> SlotsOf(Type type)
    {
        var holder = typeof(PrimitiveType).IsAssignableFrom(type) ? typeof(DataType) : type;
        var ordinal = 0;
        var mapping = SdkModel.R4.FindOrImportClassMapping(type);
        foreach (var field in ElementFields.FieldsOf(holder))
        {
            if (!ElementFields.IsElement(field.FieldType))
                throw new InvalidOperationException($"{type.Name} keeps what is no element.");
            var element = mapping?.PropertyMappings.FirstOrDefault(p => p.NativeProperty is { } property && property.DeclaringType == field.DeclaringType && "_" + property.Name == field.Name);
            yield return new ElementSlot(ordinal++, element?.Name ?? field.Name, field, element?.Choice == ChoiceType.DatatypeChoice, element?.IsMandatoryElement == true);
        }
    }

    private static ElementsReader Compile(Type type, ElementSlot[] slots)
    {
        var (value, into, at) = (Expression.Parameter(typeof(Base)), Expression.Parameter(typeof(HeldElement[])), Expression.Parameter(typeof(int)));
        var typed = Expression.Variable(type);
        List<ParameterExpression> variables = [typed];
        List<Expression> steps = [Expression.Assign(typed, Expression.Convert(value, type))];
        foreach (var slot in slots)
        {
            var held = Expression.Variable(slot.Field.FieldType);
            variables.Add(held);
            steps.Add(Expression.Assign(held, Expression.Field(typed, slot.Field)));
            Expression isThere = Expression.ReferenceNotEqual(held, Expression.Constant(null));
            if (slot.Item is not null)
                isThere = Expression.AndAlso(isThere, Expression.GreaterThan(Expression.Property(held, nameof(IList.Count)), Expression.Constant(0)));
            var element = Expression.New(typeof(HeldElement).GetConstructor([typeof(ElementSlot), typeof(object)])!, Expression.Constant(slot), held);
            steps.Add(Expression.IfThen(isThere, Expression.Block(Expression.Assign(Expression.ArrayAccess(into, at), element), Expression.PreIncrementAssign(at))));
        }

        steps.Add(at);
        return Expression.Lambda<ElementsReader>(Expression.Block(variables, steps), value, into, at).Compile();
    }

    // A primitive keeps more than elements.
    private static Func<Base, Base>? CompileCopy(Type type, ElementSlot[] slots)
    {
        if (typeof(PrimitiveType).IsAssignableFrom(type) || type.GetConstructor([]) is not { } constructor)
            return null;
        var value = Expression.Parameter(typeof(Base));
        var (typed, copy) = (Expression.Variable(type), Expression.Variable(type));
        List<Expression> steps = [Expression.Assign(typed, Expression.Convert(value, type)), Expression.Assign(copy, Expression.New(constructor))];
        foreach (var slot in slots)
            steps.Add(Expression.Assign(Expression.Field(copy, slot.Field), Expression.Field(typed, slot.Field)));
        steps.Add(Expression.Convert(copy, typeof(Base)));
        return Expression.Lambda<Func<Base, Base>>(Expression.Block([typed, copy], steps), value).Compile();
    }

    // References themselves, then what is made of parts, then extensions and other values, and what has nothing but extensions last.
    private static int RankOf(ElementSlot slot)
    {
        var type = slot.Item ?? slot.Field.FieldType;
        return type == typeof(ResourceReference) ? 0
            : !typeof(DataType).IsAssignableFrom(type) && typeof(Element).IsAssignableFrom(type) ? 1
            : type == typeof(DataType) ? 2
            : type == typeof(Extension) ? 3
            : typeof(PrimitiveType).IsAssignableFrom(type) ? 5
            : 4;
    }
}
