using System.Runtime.CompilerServices;
using Hl7.Fhir.Model;

namespace FhirAdapter.Shapes.Elements;

/// <summary>Elements that hold values and nothing else: no extension, and so no reference, however deep. Most elements are such.</summary>
internal static class PlainElement
{
    /// <param name="element">The element.</param>
    /// <param name="kind">What it is.</param>
    public static bool Is(Base element, ElementKind kind) => kind switch
    {
        ElementKind.Primitive => HeldExtensions.Of((Element)element) is null,
        ElementKind.Coding => Is((Coding)element),
        ElementKind.Concept => Is((CodeableConcept)element),
        ElementKind.Quantity => Is((Quantity)element),
        _ => false,
    };

    private static bool Is(CodeableConcept concept)
    {
        if (!IsNothingElse(concept) || !IsPlain(concept.TextElement))
            return false;
        // The SDK's property would make a list where there is none.
        if (Codings(concept) is not { } codings)
            return true;
        foreach (var coding in codings)
        {
            if (!Is(coding))
                return false;
        }

        return true;
    }

    private static bool Is(Coding coding) =>
        IsNothingElse(coding) && IsPlain(coding.SystemElement) && IsPlain(coding.VersionElement) && IsPlain(coding.CodeElement) && IsPlain(coding.DisplayElement)
        && IsPlain(coding.UserSelectedElement);

    private static bool Is(Quantity quantity) =>
        IsNothingElse(quantity) && IsPlain(quantity.ValueElement) && IsPlain(quantity.ComparatorElement) && IsPlain(quantity.UnitElement)
        && IsPlain(quantity.SystemElement) && IsPlain(quantity.CodeElement);

    private static bool IsNothingElse(Element element) => element.ElementId is null && HeldExtensions.Of(element) is null;

    private static bool IsPlain(PrimitiveType? primitive) => primitive is null || HeldExtensions.Of(primitive) is null;

    [UnsafeAccessor(UnsafeAccessorKind.Field, Name = "_Coding")]
    private static extern ref List<Coding>? Codings(CodeableConcept concept);
}
