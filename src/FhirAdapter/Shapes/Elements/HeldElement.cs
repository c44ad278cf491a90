namespace FhirAdapter.Shapes.Elements;

/// <summary>An element that another one holds.</summary>
/// <param name="Slot">Which of its elements.</param>
/// <param name="Value">The element, or the list of them, which then is not empty.</param>
internal readonly record struct HeldElement(ElementSlot Slot, object Value);
