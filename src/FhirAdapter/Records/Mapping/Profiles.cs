namespace FhirAdapter.Records.Mapping;

/// <summary>Which profile of <c>profiles/fsh</c> a resource keeps, as it was mapped.</summary>
/// <remarks>
/// A profile is named as the concept is in the identifier's system, a Patient's and a Practitioner's as the type. Resources claim none of
/// themselves: <c>meta.profile</c> is an assertion (FHIR R4, 2.1.0.17), some servers refuse a profile that they do not know, and what is
/// made smaller for a destination may keep it no longer. A destination asks for the claims by <see cref="Shapes.ShapeOptions.ClaimOwnProfiles"/>.
/// </remarks>
internal static class Profiles
{
    /// <summary>What the canonical of every profile and of every own extension begins with.</summary>
    public const string BaseUrl = "https://fhir-adapter.example/StructureDefinition/";

    /// <summary>The canonical of the profile that a mapped resource keeps.</summary>
    public static string Of(MappedResource resource) =>
        string.Concat(BaseUrl, resource.Role == ResourceRole.Party ? resource.Resource.TypeName.ToLowerInvariant() : Identity.ConceptOf(resource.Identifier));
}
