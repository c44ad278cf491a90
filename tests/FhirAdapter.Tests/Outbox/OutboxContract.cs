using FhirAdapter.Outbox;
using FhirAdapter.Records;
using Microsoft.Extensions.Time.Testing;

namespace FhirAdapter.Tests.Outbox;

/// <summary>What every ledger must do. An engine inherits it and says how one of its stores is opened.</summary>
public abstract partial class OutboxContract : IAsyncLifetime
{
    private protected const string East = "east";
    private protected const string West = "west";
    private protected static readonly TimeSpan Lease = TimeSpan.FromMinutes(1);
    private protected static readonly TimeSpan Later = TimeSpan.FromMinutes(10);

    private protected FakeTimeProvider Clock { get; } = new(new DateTimeOffset(2026, 3, 29, 0, 59, 0, TimeSpan.Zero));

    private protected IOutbox Ledger { get; private set; } = null!;

    private protected static CancellationToken None => CancellationToken.None;

    /// <summary>Opens the store of this test, which is made at the first call; nothing is initialized.</summary>
    private protected abstract IOutbox Open();

    /// <summary>Removes the store.</summary>
    private protected abstract Task RemoveAsync();

    public async Task InitializeAsync()
    {
        Ledger = Open();
        await Ledger.InitializeAsync([East], None);
    }

    public async Task DisposeAsync()
    {
        await Ledger.DisposeAsync();
        await RemoveAsync();
    }

    private protected async Task ReopenAsync(params string[] destinations)
    {
        await Ledger.DisposeAsync();
        Ledger = Open();
        await Ledger.InitializeAsync(destinations.Length == 0 ? [East] : destinations, None);
    }

    private protected Task<IReadOnlyList<AppendOutcome>> AppendAsync(params OutboxRecord[] records) => Ledger.AppendAsync(records, None);

    private protected Task<IReadOnlyList<LaneClaim>> ClaimAsync(int limit = 100, string destination = East) =>
        Ledger.ClaimAsync(destination, limit, Lease, None);

    private protected async Task<LaneClaim> ClaimOneAsync(string destination = East) => Assert.Single(await ClaimAsync(100, destination));

    private protected async Task<bool> SettleAsync(LaneClaim claim, params Settlement[] settlements) =>
        (await Ledger.SettleAsync([(claim, settlements)], None)).Count == 1;

    private protected async Task DeliverAllAsync(string destination = East)
    {
        while (await ClaimAsync(100, destination) is { Count: > 0 } claims)
            await Ledger.SettleAsync([.. claims.Select(claim => (claim, Delivered(claim)))], None);
    }

    private protected static IReadOnlyList<Settlement> Delivered(LaneClaim claim) =>
        [.. claim.Deliveries.Select(delivery => LedgerRecords.Delivered(delivery))];

    private protected static IEnumerable<string> Ids(LaneClaim claim) => claim.Deliveries.Select(delivery => delivery.Key.Id);

    private protected async Task<DestinationCounts> CountAsync(string destination = East)
    {
        var counts = (await Ledger.CountAsync(None)).Single(count => count.Destination == destination);
        Assert.Equal(0, counts.Residue);
        return counts;
    }

    private protected async Task<RecordStanding> StandingAsync(RecordKey key, string destination = East) =>
        (await Ledger.FindAsync(key, None))!.Deliveries.Single(standing => standing.Destination == destination);

    private protected async Task<List<ParkedDelivery>> ParkedAsync(string? destination = null, int limit = 100)
    {
        List<ParkedDelivery> parked = [];
        await foreach (var delivery in Ledger.ParkedAsync(destination, limit, None))
            parked.Add(delivery);
        return parked;
    }
}
