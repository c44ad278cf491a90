namespace FhirAdapter.Sandbox.Validation;

/// <summary>A <c>Reference.reference</c> met in a resource.</summary>
/// <param name="Value">The text of the reference as sent.</param>
/// <param name="Element">The element without indexes, for example <c>Procedure.performer.actor</c>.</param>
/// <param name="Path">A FHIRPath to it, for example <c>Procedure.performer[0].actor</c>.</param>
/// <param name="DeclaredType">What <c>Reference.type</c> says beside it, or null.</param>
internal sealed record FoundReference(string Value, string Element, string Path, string? DeclaredType);
