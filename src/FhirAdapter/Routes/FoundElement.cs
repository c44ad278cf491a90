using FhirAdapter.Shapes.Elements;

namespace FhirAdapter.Routes;

/// <summary>What stands where a rule is about.</summary>
/// <param name="Slot">The element.</param>
/// <param name="Value">What it holds: an element, or a list of them.</param>
/// <param name="Path">Where it stands in the copy.</param>
/// <param name="Origin">Where it stood before anything was taken out; <see langword="null"/> for what was added.</param>
internal readonly record struct FoundElement(ElementSlot Slot, object Value, string Path, string? Origin);
