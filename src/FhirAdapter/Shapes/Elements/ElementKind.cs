namespace FhirAdapter.Shapes.Elements;

/// <summary>What an element is to somebody who reads it.</summary>
internal enum ElementKind
{
    /// <summary>What is made of parts.</summary>
    Parts,

    Primitive,

    Concept,

    Coding,

    Quantity,

    Reference,

    Component,

    Extension,

    Note,

    Narrative,
}
