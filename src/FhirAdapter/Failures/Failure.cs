namespace FhirAdapter.Failures;

/// <summary>Why something expected did not succeed: codes and places, never a value of the record.</summary>
/// <param name="Code">A stable code of <see cref="FailureCode"/>, as the ledger keeps it.</param>
/// <param name="Path">Where: a field of the record, or a FHIRPath in the resource.</param>
/// <param name="Expected">What was expected there, in words that name no value of the record.</param>
/// <param name="HttpStatus">The HTTP status of the answer, where there was one.</param>
public sealed record Failure(string Code, string? Path = null, string? Expected = null, int? HttpStatus = null);
