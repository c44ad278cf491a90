using Hl7.Fhir.Model;

namespace FhirAdapter.Shapes.Elements;

/// <summary>Which kind of element a type is.</summary>
internal static class ElementKinds
{
    public static ElementKind Of(Type type) =>
        typeof(PrimitiveType).IsAssignableFrom(type) ? ElementKind.Primitive
        : typeof(Quantity).IsAssignableFrom(type) ? ElementKind.Quantity
        : type == typeof(CodeableConcept) ? ElementKind.Concept
        : type == typeof(Coding) ? ElementKind.Coding
        : type == typeof(ResourceReference) ? ElementKind.Reference
        : type == typeof(Observation.ComponentComponent) ? ElementKind.Component
        : type == typeof(Extension) ? ElementKind.Extension
        : type == typeof(Annotation) ? ElementKind.Note
        : type == typeof(Narrative) ? ElementKind.Narrative
        : ElementKind.Parts;
}
