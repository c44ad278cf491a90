using FhirAdapter.Outbox;

namespace FhirAdapter.Operations;

/// <summary>Where the adapter stands.</summary>
/// <param name="Destinations">The accounts of each destination.</param>
public sealed record AdapterStatus(IReadOnlyList<DestinationCounts> Destinations);
