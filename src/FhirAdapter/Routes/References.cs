using FhirAdapter.Records;
using FhirAdapter.WriteProfiles;
using Hl7.Fhir.Model;

namespace FhirAdapter.Routes;

/// <summary>Which references can be filled in at a server that takes no others than literal ones.</summary>
internal static class References
{
    private const string Identifier = "identifier";

    /// <summary>Whether a reference to somebody or something of the server's own can stand there.</summary>
    public static bool CanStand(WriteProfile profile, OpenReference reference) =>
        profile.References.Logical || reference.Required || reference.Record is not null || IsWritten(profile, reference) || IsFound(profile, reference.TargetType);

    /// <summary>The elements of those that do not go.</summary>
    public static IReadOnlyList<ResourceReference> Without(IReadOnlyList<OpenReference?> references, Func<OpenReference, bool> goes)
    {
        List<ResourceReference>? without = null;
        foreach (var reference in references)
        {
            if (reference is not null && !goes(reference))
                (without ??= []).Add(reference.Element);
        }

        return without ?? (IReadOnlyList<ResourceReference>)[];
    }

    // A resource of the same record, whose id is known when it was created.
    private static bool IsWritten(WriteProfile profile, OpenReference reference) =>
        reference.TargetType is not ("Encounter" or "Location" or "Practitioner" or "Organization") && profile.Of(reference.TargetType)?.MayTake("create") == true;

    private static bool IsFound(WriteProfile profile, string type) =>
        profile.Of(type) is { } target && target.MayTake("search-type") && target.SearchParameters?.Contains(Identifier) != false;
}
