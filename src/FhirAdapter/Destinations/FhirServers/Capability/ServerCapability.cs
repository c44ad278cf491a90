namespace FhirAdapter.Destinations.FhirServers.Capability;

/// <summary>What matters of a server's CapabilityStatement.</summary>
/// <param name="Software">Name and version of the software, for people.</param>
/// <param name="FhirVersion">The FHIR version, such as 4.0.1.</param>
/// <param name="Transaction">Whether it takes transactions.</param>
/// <param name="Batch">Whether it takes batches.</param>
/// <param name="Types">What it can do with each type; empty where it does not say.</param>
internal sealed record ServerCapability(
    string? Software, string? FhirVersion, bool Transaction, bool Batch, IReadOnlyDictionary<string, TypeCapability> Types)
{
    public bool IsR4 => FhirVersion?.StartsWith("4.", StringComparison.Ordinal) == true;

    /// <summary>What it can do with a type; <see langword="null"/> where it names other types and not this one.</summary>
    public TypeCapability? Of(string type) => Types.Count == 0 ? TypeCapability.Plain : Types.GetValueOrDefault(type);
}
