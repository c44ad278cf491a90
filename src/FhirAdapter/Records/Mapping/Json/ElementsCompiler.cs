using System.Linq.Expressions;
using System.Reflection;
using Hl7.Fhir.Model;
using Expression = System.Linq.Expressions.Expression;

namespace FhirAdapter.Records.Mapping.Json;

/// <summary>Makes the code that goes through the fields of a type and writes those that hold something.</summary>
internal static class ElementsCompiler
{
    public static ElementsWriter Compile(Type type, IReadOnlyList<ElementField> fields)
    {
        var writer = Expression.Parameter(typeof(QuickWriter));
        var value = Expression.Parameter(typeof(Base));
        var elements = Expression.Parameter(typeof(NamedElement[]));
        var typed = Expression.Variable(type);
        List<ParameterExpression> variables = [typed];
        List<Expression> steps = [Expression.Assign(typed, Expression.Convert(value, type))];
        for (var i = 0; i < fields.Count; i++)
        {
            var held = Expression.Variable(fields[i].Field.FieldType);
            variables.Add(held);
            steps.Add(Expression.Assign(held, Expression.Field(typed, fields[i].Field)));
            steps.Add(Expression.IfThen(
                Expression.ReferenceNotEqual(held, Expression.Constant(null)),
                Write(fields[i], writer, Expression.ArrayIndex(elements, Expression.Constant(i)), held)));
        }

        return Expression.Lambda<ElementsWriter>(Expression.Block(variables, steps), writer, value, elements).Compile();
    }

    private static MethodCallExpression Write(ElementField field, Expression writer, Expression element, Expression held)
    {
        if (!field.IsOfR4 || IsRewritten(held.Type))
            return Expression.Call(writer, nameof(QuickWriter.GoBeyond), null);
        if (field.Element is ChoiceElement)
            return Expression.Call(writer, nameof(QuickWriter.Choice), null, Expression.Convert(element, typeof(ChoiceElement)), held);
        var type = held.Type;
        if (type.IsGenericType && type.GetGenericTypeDefinition() == typeof(List<>))
        {
            var item = type.GetGenericArguments()[0];
            return Expression.Call(writer, IsPrimitive(item) ? nameof(QuickWriter.Primitives) : nameof(QuickWriter.Complexes), [item], element, held);
        }

        return Expression.Call(writer, IsPrimitive(type) ? nameof(QuickWriter.Primitive) : nameof(QuickWriter.Complex), null, element, held);
    }

    // The SDK puts base64 into its canonical form.
    private static bool IsRewritten(Type type) => type == typeof(Base64Binary) || type == typeof(List<Base64Binary>);

    private static bool IsPrimitive(Type type) => typeof(PrimitiveType).IsAssignableFrom(type);
}
