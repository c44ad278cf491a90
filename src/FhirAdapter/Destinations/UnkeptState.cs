using System.Collections.Concurrent;
using FhirAdapter.Outbox;
using FhirAdapter.Records;

namespace FhirAdapter.Destinations;

/// <summary>State in memory alone, for whoever uses a destination without a ledger. Nothing is owned.</summary>
internal sealed class UnkeptState(TimeProvider time) : IDestinationState
{
    private readonly ConcurrentDictionary<(string Topic, string Name), DestinationFact> facts = new();

    public bool IsKept => false;

    public Task<IReadOnlyList<DestinationFact>> FactsAsync(CancellationToken cancellationToken) =>
        Task.FromResult<IReadOnlyList<DestinationFact>>([.. facts.Values]);

    public Task NoteAsync(IReadOnlyList<DestinationFact> facts, CancellationToken cancellationToken)
    {
        foreach (var fact in facts)
        {
            if (fact.Count == 0)
                this.facts.TryRemove((fact.Topic, fact.Name), out _);
            else
                this.facts.AddOrUpdate((fact.Topic, fact.Name), fact with { FirstSeen = time.GetUtcNow() }, (_, before) => fact with { FirstSeen = before.FirstSeen });
        }
        return Task.CompletedTask;
    }

    public Task<IReadOnlyDictionary<string, RecordKey>> OwnersAsync(IReadOnlyCollection<string> remotes, CancellationToken cancellationToken) =>
        Task.FromResult<IReadOnlyDictionary<string, RecordKey>>(new Dictionary<string, RecordKey>());
}
