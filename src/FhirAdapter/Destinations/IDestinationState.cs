using FhirAdapter.Outbox;
using FhirAdapter.Records;

namespace FhirAdapter.Destinations;

/// <summary>What the ledger keeps of one destination beside its deliveries. Durable when a call returns; safe for several callers.</summary>
internal interface IDestinationState
{
    /// <summary>Whether it outlives the process.</summary>
    bool IsKept => true;

    /// <summary>All that is kept.</summary>
    Task<IReadOnlyList<DestinationFact>> FactsAsync(CancellationToken cancellationToken);

    /// <summary>Keeps facts: each replaces that of its topic and name, and one with a count of 0 takes it off.</summary>
    Task NoteAsync(IReadOnlyList<DestinationFact> facts, CancellationToken cancellationToken);

    /// <summary>Which records own which of these resources there.</summary>
    Task<IReadOnlyDictionary<string, RecordKey>> OwnersAsync(IReadOnlyCollection<string> remotes, CancellationToken cancellationToken);
}
