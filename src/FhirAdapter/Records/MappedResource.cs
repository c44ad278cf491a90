using Hl7.Fhir.Model;

namespace FhirAdapter.Records;

/// <summary>One FHIR resource that a record became.</summary>
/// <param name="Resource">The resource, without an id, its references to others still open.</param>
/// <param name="Identifier">The business identifier by which it is found again at any server.</param>
/// <param name="Role">What it is to the record.</param>
/// <param name="References">The references in it that a destination has to fill in.</param>
internal sealed record MappedResource(
    Resource Resource,
    BusinessIdentifier Identifier,
    ResourceRole Role,
    IReadOnlyList<OpenReference> References);
