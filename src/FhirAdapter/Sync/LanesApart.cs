using System.Collections.Concurrent;
using FhirAdapter.Outbox;

namespace FhirAdapter.Sync;

/// <summary>The lanes that were in a sending which ended in a fault of the adapter: each is sent apart from others until it went through. Safe for many workers.</summary>
internal sealed class LanesApart
{
    /// <summary>More than these are not remembered: a fault that so many meet is none of one record's.</summary>
    private const int Most = 10_000;

    private readonly ConcurrentDictionary<long, bool> _lanes = new();

    public bool Holds(LaneClaim claim) => !_lanes.IsEmpty && _lanes.ContainsKey(claim.LaneId);

    public void Add(IReadOnlyList<LaneClaim> claims)
    {
        foreach (var claim in claims)
        {
            if (_lanes.Count < Most)
                _lanes[claim.LaneId] = true;
        }
    }

    public void Remove(IReadOnlyList<LaneClaim> claims)
    {
        if (_lanes.IsEmpty)
            return;
        foreach (var claim in claims)
            _lanes.TryRemove(claim.LaneId, out _);
    }
}
