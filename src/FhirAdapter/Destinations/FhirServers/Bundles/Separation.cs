using System.Collections.Concurrent;
using FhirAdapter.Destinations.FhirServers.Identity;
using FhirAdapter.Failures;

namespace FhirAdapter.Destinations.FhirServers.Bundles;

/// <summary>
/// Parts records whose requests ended without a known outcome: those that shared a bundle are halved each time, so that the one that is the cause
/// is soon alone and the others arrive. Safe for several callers; forgotten with the process.
/// </summary>
internal sealed class Separation
{
    private const int MostKept = 10_000;
    private const int Deepest = 1 << 28;

    // Where a record stands in the tree of halves: 1 at its root, 2n and 2n + 1 below n.
    private readonly ConcurrentDictionary<ResourceIdentity, int> places = new();

    /// <summary>How often the records of a company were parted from others.</summary>
    public static int DepthOf(int company) => company < 0 ? int.Log2(-company) : 0;

    /// <summary>Keeps apart in this call what was parted before.</summary>
    public void Part(IReadOnlyList<IReadOnlyList<Unit>> lanes)
    {
        if (places.IsEmpty)
            return;
        foreach (var unit in Units(lanes))
        {
            if (places.TryGetValue(unit.Main.Self.Identity, out var place))
                unit.Company = -place;
        }
    }

    /// <summary>Parts what ended without a known outcome, and forgets what came to an end.</summary>
    public void Note(IReadOnlyList<IReadOnlyList<Unit>> lanes)
    {
        List<Unit>? lost = null;
        var any = !places.IsEmpty;
        foreach (var unit in Units(lanes))
        {
            if (unit is { State: UnitState.Deferred, Failure.Code: FailureCode.OutcomeUnknown })
                (lost ??= []).Add(unit);
            else if (any && unit.State != UnitState.Deferred)
                places.TryRemove(unit.Main.Self.Identity, out _);
        }

        foreach (var together in lost?.GroupBy(unit => unit.Company) ?? [])
            Halve([.. together]);
    }

    private void Halve(List<Unit> together)
    {
        for (var i = 0; i < together.Count; i++)
        {
            var identity = together[i].Main.Self.Identity;
            var place = places.GetValueOrDefault(identity, 1);
            if (place < Deepest && (places.Count < MostKept || places.ContainsKey(identity)))
                places[identity] = (place * 2) + (i < together.Count / 2 ? 0 : 1);
        }
    }

    private static IEnumerable<Unit> Units(IReadOnlyList<IReadOnlyList<Unit>> lanes) =>
        lanes.SelectMany(lane => lane).Where(unit => unit.Entries.Count > 0);
}
