using FhirAdapter.Records;
using Hl7.Fhir.Model;

namespace FhirAdapter.Shapes;

/// <summary>Finds the open references of a resource again in a copy of it.</summary>
internal static class ReferenceCopies
{
    /// <summary>The open references, each with its element in the copy, which must not have been changed yet.</summary>
    public static IReadOnlyList<OpenReference> Of(MappedResource mapped, Resource copy)
    {
        var copies = new Dictionary<ResourceReference, ResourceReference>(ReferenceEqualityComparer.Instance);
        foreach (var (original, copied) in ElementTree.References(mapped.Resource).Zip(ElementTree.References(copy)))
            copies[original] = copied;
        return [.. mapped.References.Select(reference => reference with { Element = copies[reference.Element] })];
    }
}
