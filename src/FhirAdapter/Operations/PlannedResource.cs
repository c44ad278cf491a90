namespace FhirAdapter.Operations;

/// <summary>One resource of a plan.</summary>
/// <param name="Type">The resource's type.</param>
/// <param name="Identifier">Its business identifier without what all have in common.</param>
/// <param name="Interaction">How it gets to a server that was never sent it: a constant of <see cref="PlannedInteraction"/>.</param>
/// <param name="Correction">
/// How a later version of the record is sent: <c>update</c>, <c>amendment</c> (another resource that says what it replaces), <c>addition</c> (another resource
/// beside it, as a Provenance has), or <c>by-hand</c>.
/// </param>
public sealed record PlannedResource(string Type, string Identifier, string Interaction, string Correction);
