namespace FhirAdapter.Destinations;

/// <summary>What looking at a destination gave.</summary>
/// <param name="Reachable">Whether it answered as expected.</param>
/// <param name="Findings">One line each for a person: what it is, what it can do, what is missing.</param>
public sealed record ProbeResult(bool Reachable, IReadOnlyList<string> Findings);
