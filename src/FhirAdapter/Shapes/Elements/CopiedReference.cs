using System.Collections;
using Hl7.Fhir.Model;

namespace FhirAdapter.Shapes.Elements;

/// <summary>Where an open reference of a copy stands.</summary>
/// <param name="Reference">Which of the resource's open references.</param>
/// <param name="Path">The element that stays or goes with it; <see langword="null"/> where there is none but the reference.</param>
/// <param name="Slot">By which of its elements the holder holds that, or what it stands in.</param>
/// <param name="Element">That element, in the copy.</param>
internal readonly record struct CopiedReference(int Reference, string? Path, ElementSlot? Slot, Base Element)
{
    /// <summary>The same as seen from one element further up.</summary>
    /// <param name="type">The type of the element in which it was seen so far.</param>
    /// <param name="slot">By which of its elements the next one up holds that.</param>
    /// <param name="item">Its place in the list; -1 for an element that stands once.</param>
    /// <param name="element">The element in which it was seen so far, in the copy.</param>
    public CopiedReference Above(ElementType type, ElementSlot slot, int item, Base element)
    {
        var name = item < 0 ? slot.NameOf(element) : slot.NameAt(item);
        if (Path is null)
            return this with { Path = name, Slot = slot };
        return !Path.Contains('.', StringComparison.Ordinal) && TakesAlong(type, element)
            ? new CopiedReference(Reference, name, slot, element)
            : this with { Path = $"{name}.{Path}", Slot = slot };
    }

    // An actor takes the performer along, and the only encounter its context.
    private bool TakesAlong(ElementType type, Base element) =>
        Slot is { IsChoice: false } && Slot.Get(element) is not IList { Count: > 1 } && !type.IsWholeWithout(element, Slot);
}
