namespace FhirAdapter.Destinations.FhirServers.SignIn.Keys;

/// <summary>One of the adapter's own keys, without its private part.</summary>
/// <param name="Id">Its <c>kid</c>.</param>
/// <param name="Algorithm">What it signs with.</param>
/// <param name="Created">When it was made, which is when its public part was published first.</param>
/// <param name="Retired">When it was retired; <see langword="null"/> where it was not.</param>
public sealed record ClientKey(string Id, SigningAlgorithm Algorithm, DateTimeOffset Created, DateTimeOffset? Retired);
