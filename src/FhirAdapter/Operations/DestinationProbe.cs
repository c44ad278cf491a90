using FhirAdapter.Destinations;

namespace FhirAdapter.Operations;

/// <summary>What looking at one destination gave.</summary>
/// <param name="Destination">The destination's name.</param>
/// <param name="Result">What it gave.</param>
/// <param name="Shape">What its shape adds and leaves out, one line each; none where resources go as they are mapped.</param>
public sealed record DestinationProbe(string Destination, ProbeResult Result, IReadOnlyList<string> Shape);
