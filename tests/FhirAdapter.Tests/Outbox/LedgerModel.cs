using FhirAdapter.Outbox;
using FhirAdapter.Records;

namespace FhirAdapter.Tests.Outbox;

/// <summary>What the ledger should be for one destination, in the plainest form: lists that are walked from end to end.</summary>
internal sealed class LedgerModel
{
    private readonly List<Entry> _entries = [];
    private readonly Dictionary<string, (long Fence, DateTimeOffset Until, DateTimeOffset At)> _leases = [];

    public long Accepted { get; private set; }

    public long Delivered { get; private set; }

    public long Superseded { get; private set; }

    public IReadOnlyList<Entry> Entries => _entries;

    public int In(DeliveryState state) => _entries.Count(entry => entry.State == state);

    public AppendOutcome Append(OutboxRecord record, DateTimeOffset now)
    {
        var hash = Convert.ToHexString(record.ContentHash.Span);
        if (Find(record.Key) is not { } entry)
            _entries.Add(entry = new Entry(record.Key, _entries.Count) { State = DeliveryState.Delivered });
        else if (record.Version < entry.Version)
            return AppendOutcome.Stale;
        else if (record.Version == entry.Version)
            return (hash, record.Deleted) == (entry.Hash, entry.Deleted) ? AppendOutcome.Duplicate : AppendOutcome.VersionConflict;
        else if ((hash, record.Deleted) == (entry.Hash, entry.Deleted))
        {
            entry.Version = record.Version;
            return AppendOutcome.Unchanged;
        }

        Accepted++;
        Superseded += entry.State == DeliveryState.Delivered ? 0 : 1;
        (entry.Version, entry.ContentVersion, entry.Hash, entry.Deleted) = (record.Version, record.Version, hash, record.Deleted);
        (entry.Lane, entry.Rank, entry.DependsOn) = (record.Lane, record.Rank, record.DependsOn);
        (entry.State, entry.Due, entry.Attempts) = (DeliveryState.Pending, now, 0);
        foreach (var held in _entries.Where(one => one.Lane == record.Lane && one.State == DeliveryState.Held && one.Due > now))
            held.Due = now;
        return AppendOutcome.Accepted;
    }

    /// <summary>The lanes that may be claimed and what they would give.</summary>
    public Dictionary<string, List<Entry>> Claimable(DateTimeOffset now) => _entries.Select(entry => entry.Lane).Distinct()
        .Where(lane => !_leases.TryGetValue(lane, out var lease) || lease.Until <= now)
        .Select(lane => (Lane: lane, Due: Due(lane, now)))
        .Where(lane => lane.Due.Count > 0)
        .ToDictionary(lane => lane.Lane, lane => lane.Due);

    public void Lease(string lane, LaneClaim claim, DateTimeOffset now)
    {
        Assert.True(claim.Fence > _leases.GetValueOrDefault(lane).Fence, "A fence must rise at each claim.");
        _leases[lane] = (claim.Fence, claim.LeasedUntil, now);
    }

    /// <summary>What was due under a lease that was never settled counts as tried when the lane is claimed again.</summary>
    public void NoteTried(string lane)
    {
        if (!_leases.TryGetValue(lane, out var lost) || lost.Until == DateTimeOffset.MinValue)
            return;
        foreach (var entry in _entries.Where(one => one.Lane == lane && one is { State: DeliveryState.Pending, Attempts: 0 } && one.Due <= lost.At))
            entry.Attempts = 1;
    }

    public bool Settle(string lane, LaneClaim claim, IEnumerable<Settlement> settlements, DateTimeOffset now)
    {
        if (_leases[lane].Fence != claim.Fence || _leases[lane].Until <= now)
            return false;
        _leases[lane] = (claim.Fence, DateTimeOffset.MinValue, now);
        foreach (var settlement in settlements)
            Settle(Find(settlement.Key)!, settlement, claim.Deliveries.Single(delivery => delivery.Key == settlement.Key), now);
        return true;
    }

    public bool Renew(string lane, LaneClaim claim, DateTimeOffset now, TimeSpan lease)
    {
        if (_leases[lane].Fence != claim.Fence || _leases[lane].Until <= now)
            return false;
        _leases[lane] = (claim.Fence, now + lease, _leases[lane].At);
        return true;
    }

    public int Replay(DateTimeOffset now)
    {
        var stuck = _entries.Where(entry => entry.State is DeliveryState.Parked or DeliveryState.Held).ToList();
        stuck.ForEach(entry => (entry.State, entry.Due, entry.Attempts) = (DeliveryState.Pending, now, 0));
        return stuck.Count;
    }

    public Entry? Find(RecordKey key) => _entries.Find(entry => entry.Key == key);

    private void Settle(Entry entry, Settlement settlement, ClaimedDelivery claimed, DateTimeOffset now)
    {
        var current = settlement.Version >= entry.ContentVersion;
        if (settlement.State == DeliveryState.Delivered)
        {
            entry.DeliveredVersion = settlement.Version;
            foreach (var held in _entries.Where(one => one.State == DeliveryState.Held && one.DependsOn.Contains(entry.Key) && one.Due > now))
                held.Due = now;
        }

        if (!current)
            return;
        Delivered += settlement.State == DeliveryState.Delivered ? 1 : 0;
        entry.Attempts += settlement.UsesAttempt ? 1 : 0;
        var arrived = settlement.State == DeliveryState.Held
            && claimed.DependsOn.Any(one => one.State != DeliveryState.Delivered && Find(one.Key)?.State == DeliveryState.Delivered);
        (entry.State, entry.Due) = (settlement.State, arrived ? now : settlement.Due ?? default);
    }

    private List<Entry> Due(string lane, DateTimeOffset now)
    {
        List<Entry> due = [];
        foreach (var entry in _entries.Where(entry => entry.Lane == lane).OrderBy(entry => entry.Rank).ThenBy(entry => entry.Arrival))
        {
            if (entry.State is not (DeliveryState.Pending or DeliveryState.Held))
                continue;
            if (entry.Due <= now)
                due.Add(entry);
            else if (entry.State == DeliveryState.Pending)
                break;
        }

        return due;
    }

    internal sealed class Entry(RecordKey key, int arrival)
    {
        public RecordKey Key { get; } = key;

        public int Arrival { get; } = arrival;

        public long Version { get; set; }

        public long ContentVersion { get; set; }

        public string Hash { get; set; } = "";

        public bool Deleted { get; set; }

        public string Lane { get; set; } = "";

        public int Rank { get; set; }

        public IReadOnlyList<RecordKey> DependsOn { get; set; } = [];

        public DeliveryState State { get; set; }

        public DateTimeOffset Due { get; set; }

        public int Attempts { get; set; }

        public long? DeliveredVersion { get; set; }
    }
}
