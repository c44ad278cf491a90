using FhirAdapter.Destinations;

namespace FhirAdapter.Operations;

/// <summary>What looking at one destination gave.</summary>
/// <param name="Destination">The destination's name.</param>
/// <param name="Result">What it gave.</param>
public sealed record DestinationProbe(string Destination, ProbeResult Result);
