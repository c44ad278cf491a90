using System.Text.Json;

namespace FhirAdapter.Sandbox.Validation;

/// <summary>A resource that passed every check that needs no store, with the facts that the store needs from it.</summary>
/// <param name="Type">Its resource type.</param>
/// <param name="Id">The id in the body, when there is one.</param>
/// <param name="Root">The JSON as sent.</param>
/// <param name="Identifiers">Its business identifiers.</param>
/// <param name="References">Every reference in it, contained resources included.</param>
internal sealed record ParsedResource(
    string Type,
    string? Id,
    JsonElement Root,
    IReadOnlyList<FoundIdentifier> Identifiers,
    IReadOnlyList<FoundReference> References);
