using Hl7.Fhir.Model;

namespace FhirAdapter.Records;

/// <summary>A reference whose target has a different id at every destination.</summary>
/// <param name="Element">The element in the resource; it carries type and identifier, and the destination sets its literal reference.</param>
/// <param name="TargetType">The target's resource type, such as <c>Patient</c>.</param>
/// <param name="Target">The target's business identifier.</param>
/// <param name="Record">The record whose main resource the target is, where it is one of ours.</param>
/// <param name="Required">Whether the resource may not be sent while the target is unknown. An optional one then stays a logical reference.</param>
internal sealed record OpenReference(
    ResourceReference Element,
    string TargetType,
    BusinessIdentifier Target,
    RecordKey? Record,
    bool Required);
