using FhirAdapter.Destinations;
using FhirAdapter.Outbox;
using FhirAdapter.Records;

namespace FhirAdapter.Sync;

/// <summary>What the ledger keeps of one destination.</summary>
internal sealed class DestinationState(OutboxAccess ledger, string destination) : IDestinationState
{
    public async Task<IReadOnlyList<DestinationFact>> FactsAsync(CancellationToken cancellationToken)
    {
        if (!ledger.IsThere)
            return [];
        var outbox = await ledger.OpenAsync(cancellationToken).ConfigureAwait(false);
        return await outbox.FactsAsync(destination, cancellationToken).ConfigureAwait(false);
    }

    public async Task NoteAsync(IReadOnlyList<DestinationFact> facts, CancellationToken cancellationToken)
    {
        var outbox = await ledger.OpenAsync(cancellationToken).ConfigureAwait(false);
        await outbox.NoteAsync(destination, facts, cancellationToken).ConfigureAwait(false);
    }

    public async Task<IReadOnlyDictionary<string, RecordKey>> OwnersAsync(IReadOnlyCollection<string> remotes, CancellationToken cancellationToken)
    {
        var outbox = await ledger.OpenAsync(cancellationToken).ConfigureAwait(false);
        return await outbox.OwnersAsync(destination, remotes, cancellationToken).ConfigureAwait(false);
    }
}
