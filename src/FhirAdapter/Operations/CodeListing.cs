namespace FhirAdapter.Operations;

/// <summary>One own code and what it goes out as.</summary>
/// <param name="Code">The code.</param>
/// <param name="Display">What it is called.</param>
/// <param name="Targets">Its codes in other code systems, in the order in which they are sent after the own one.</param>
public sealed record CodeListing(string Code, string Display, IReadOnlyList<TargetListing> Targets);
