using FhirAdapter.Shapes.Elements;
using Hl7.Fhir.Model;

namespace FhirAdapter.Routes;

/// <summary>
/// A reference to somebody or something of the server's own that goes only where the server knows it: it takes no references by identifier, so that
/// only the look-up, which comes later, can tell.
/// </summary>
/// <param name="Path">The element that goes or stays with it.</param>
/// <param name="Element">That element.</param>
/// <param name="Reference">The reference.</param>
internal sealed record UncertainReference(string Path, Base Element, ResourceReference Reference)
{
    /// <summary>Whether a text says all that the element does; <see langword="null"/> while that is not known.</summary>
    public bool? IsSaid { get; set; }

    /// <summary>Those of a resource, in its order.</summary>
    public static List<UncertainReference> Of(TypeRules rules, ResourceCopy copy)
    {
        List<UncertainReference> found = [];
        foreach (var place in copy.Places)
        {
            if (copy.References[place.Reference] is { Required: false, Record: null } reference && !rules.Requires(place.Path!))
                found.Add(new UncertainReference(place.Path!, place.Element, reference.Element));
        }

        return found;
    }
}
