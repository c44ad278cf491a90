using System.Collections;
using System.Linq.Expressions;
using System.Reflection;
using Hl7.Fhir.Model;
using Expression = System.Linq.Expressions.Expression;

namespace FhirAdapter.Shapes.Elements;

/// <summary>Makes for a type the test whether a value has neither an extension nor a reference below it, however deep. Most have not.</summary>
internal static class PlainElements
{
    private static readonly MethodInfo OfOne = ((Func<ElementSlot, Base, bool>)IsPlain).Method;
    private static readonly MethodInfo OfList = ((Func<ElementSlot, IList, bool>)ArePlain).Method;
    private static readonly MethodInfo OfPrimitive = ((Func<Element, bool>)HasNoExtension).Method;

    /// <param name="type">The type.</param>
    /// <param name="slots">Its elements.</param>
    public static Func<Base, bool> TestOf(Type type, ElementSlot[] slots)
    {
        var value = Expression.Parameter(typeof(Base));
        var typed = Expression.Variable(type);
        Expression test = Expression.Constant(true);
        foreach (var slot in slots.Reverse())
            test = Expression.AndAlso(Test(slot, Expression.Field(typed, slot.Field)), test);
        return Expression.Lambda<Func<Base, bool>>(Expression.Block([typed], Expression.Assign(typed, Expression.Convert(value, type)), test), value).Compile();
    }

    private static BinaryExpression Test(ElementSlot slot, MemberExpression held)
    {
        var isEmpty = Expression.ReferenceEqual(held, Expression.Constant(null));
        if (slot.Item is not null)
        {
            isEmpty = Expression.OrElse(isEmpty, Expression.Equal(Expression.Property(held, nameof(IList.Count)), Expression.Constant(0)));
            return Expression.OrElse(isEmpty, Expression.Call(OfList, Expression.Constant(slot), held));
        }

        return Expression.OrElse(isEmpty, typeof(PrimitiveType).IsAssignableFrom(held.Type)
            ? Expression.Call(OfPrimitive, held)
            : Expression.Call(OfOne, Expression.Constant(slot), held));
    }

    private static bool HasNoExtension(Element primitive) => HeldExtensions.Of(primitive) is null;

    private static bool IsPlain(ElementSlot slot, Base value) => value is not (ResourceReference or Extension) && slot.TypeOf(value).IsPlain(value);

    private static bool ArePlain(ElementSlot slot, IList list)
    {
        for (var i = 0; i < list.Count; i++)
        {
            if (!IsPlain(slot, (Base)list[i]!))
                return false;
        }

        return true;
    }
}
