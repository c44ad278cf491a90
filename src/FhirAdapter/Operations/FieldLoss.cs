namespace FhirAdapter.Operations;

/// <summary>A field of a record that a machine at the other end will not understand.</summary>
/// <param name="Path">The field, such as <c>sites[0].technique</c>.</param>
/// <param name="Code">Why: <c>own-code-only</c>, the code has no counterpart elsewhere; <c>text-only</c>, there is no code.</param>
public sealed record FieldLoss(string Path, string Code);
