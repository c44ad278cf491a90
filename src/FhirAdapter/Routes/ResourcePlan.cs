using System.Collections;
using FhirAdapter.Records;
using FhirAdapter.Shapes.Elements;
using FhirAdapter.WriteProfiles;
using Hl7.Fhir.Model;

namespace FhirAdapter.Routes;

/// <summary>One resource on its way through the rules of its type: the copy that goes, what was left out, and why it cannot go, where it cannot.</summary>
internal sealed class ResourcePlan
{
    /// <param name="mapped">The resource.</param>
    /// <param name="profile">What the server takes.</param>
    /// <param name="rules">The rules of the type.</param>
    /// <param name="isSpent">Whether the resource may go itself, for it was made to go this way.</param>
    public ResourcePlan(MappedResource mapped, WriteProfile profile, TypeRules rules, bool isSpent = false)
    {
        (Mapped, Rules) = (mapped, rules);
        // What stands where matters only where a reference may have to go.
        var withPlaces = !profile.References.Logical;
        var copy = isSpent ? ResourceCopy.Itself(mapped, withPlaces) : ResourceCopy.Of(mapped, withPlaces);
        (Copy, References) = (copy.Resource, new OpenReferences(profile, rules, copy));
    }

    public MappedResource Mapped { get; }

    public TypeRules Rules { get; }

    public TypeProfile Type => Rules.Type;

    /// <summary>What goes.</summary>
    public Resource Copy { get; }

    /// <summary>Its open references.</summary>
    public OpenReferences References { get; }

    /// <summary>Where the items of its lists stood.</summary>
    public ItemOrigins Origins { get; } = new();

    public List<LostElement> Lost { get; } = [];

    /// <summary>What was added, replaced or shortened: path, code, reason.</summary>
    public List<(string Path, string Code, string Reason)> Altered { get; } = [];

    /// <summary>How often a part of the copy was changed by a rule.</summary>
    public int Changes { get; private set; }

    /// <summary>The element for which the server does not take it, and what it would have to be; empty where it would have to be there.</summary>
    public (string Path, string Expected)? Obstacle { get; private set; }

    public void Obstruct(string path, string expected) => Obstacle ??= (path, expected);

    /// <summary>Notes that an element of the copy goes, with all that was noted below it.</summary>
    /// <param name="element">The element.</param>
    /// <param name="origin">Where it stood.</param>
    /// <param name="reason">Why: a code of <see cref="LossReason"/>.</param>
    /// <param name="isReplaced">Whether something else stands in its place.</param>
    public void Lose(Base element, string? origin, string reason, bool isReplaced = false)
    {
        if (origin is null)
            throw new InvalidOperationException("What was added is not lost.");
        Lost.RemoveAll(lost => lost.Path.Length > origin.Length && lost.Path[origin.Length] == '.' && lost.Path.StartsWith(origin, StringComparison.Ordinal));
        Lost.Add(new LostElement(origin, element, reason) { IsReplaced = isReplaced });
        // With an element go the references in it.
        if (element is not (Coding or PrimitiveType) || HeldExtensions.Of((Element)element) is not null)
            References.Forget(element);
    }

    /// <summary>A list of some of the items of another.</summary>
    public IList Some(ElementSlot slot, IList list, IReadOnlyList<int> indexes)
    {
        Changes++;
        return Origins.Some(slot, list, indexes);
    }

    /// <summary>An element that may be changed, in the place of one of the copy: the resource itself, else another that holds the same.</summary>
    public Base CopyOf(Base element)
    {
        Changes++;
        if (ReferenceEquals(element, Copy))
            return element;
        var copy = ElementCopy.Of(element);
        References.Replace(element, copy);
        return copy;
    }

    /// <summary>The resource as it goes, with the open references that are left in it.</summary>
    public MappedResource Finish() => Mapped with { Resource = Copy, References = References.Left };
}
