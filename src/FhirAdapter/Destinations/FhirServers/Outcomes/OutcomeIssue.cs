namespace FhirAdapter.Destinations.FhirServers.Outcomes;

/// <summary>The first error of an OperationOutcome: codes and places only, its texts can echo a patient's data.</summary>
/// <param name="Code">The issue's code.</param>
/// <param name="Path">Where, as FHIRPath.</param>
/// <param name="TooMany">Whether its text says that a bundle has too many entries.</param>
/// <param name="Most">How many entries it says there may be, where it does.</param>
internal readonly record struct OutcomeIssue(string? Code, string? Path, bool TooMany, int? Most);
