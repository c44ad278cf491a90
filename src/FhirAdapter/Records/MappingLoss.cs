namespace FhirAdapter.Records;

/// <summary>Something of a record that a machine at the other end will not understand.</summary>
/// <param name="Path">The field of the record, such as <c>sites[0].muscle</c>.</param>
/// <param name="Code">Why: <c>own-code-only</c> or <c>text-only</c>.</param>
internal sealed record MappingLoss(string Path, string Code);
