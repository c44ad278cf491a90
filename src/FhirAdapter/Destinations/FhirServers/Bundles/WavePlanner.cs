using FhirAdapter.Destinations.FhirServers.Capability;

namespace FhirAdapter.Destinations.FhirServers.Bundles;

/// <summary>Packs what may go now into requests that do not depend on each other. Pure.</summary>
/// <remarks>
/// A lane's entries keep their order, and go in one request of a wave only. A record's entries share a transaction where they fit;
/// where they do not, and in batches and single requests, those whose references are all known go first, before these what is taken back. What is said of a record's resources goes when
/// they have arrived.
/// </remarks>
internal sealed class WavePlanner(WritePlan plan, WriteMode mode, int limit, long maxBytes)
{
    private readonly List<WriteRequest> requests = [];
    private readonly Dictionary<Target, WriteRequest> taken = [];

    public static List<WriteRequest> Plan(IReadOnlyList<IReadOnlyList<Unit>> lanes, WritePlan plan, WriteMode mode, int limit, long maxBytes)
    {
        var planner = new WavePlanner(plan, limit == 1 ? WriteMode.Single : mode, limit, maxBytes);
        planner.taken.EnsureCapacity(lanes.Sum(static lane => lane.Count));
        foreach (var lane in lanes)
            planner.Add(lane);
        // What lost its replies before goes last: should it open the circuit, or meet one that is to be tried again, the others have gone.
        return planner.requests.Exists(static each => each.Company < 0)
            ? [.. planner.requests.OrderBy(static each => Separation.DepthOf(each.Company))]
            : planner.requests;
    }

    private void Add(IReadOnlyList<Unit> lane)
    {
        WriteRequest? mine = null;
        foreach (var unit in lane)
        {
            if (unit.State == UnitState.Deferred)
                return;
            if (unit.State != UnitState.Open)
                continue;
            var waiting = unit.Entries.FindAll(static each => each.State == EntryState.Waiting && !each.IsTooEarly);
            var single = mode == WriteMode.Single || unit.IsSplit;
            var whole = !single && mode == WriteMode.Transaction && waiting.Count <= Most(waiting) && IsOfOneKind(waiting) && IsWhole(waiting, mine);
            var now = whole ? waiting : waiting.FindAll(unit.Entries.Exists(static each => each is { IsRetraction: true, State: not EntryState.Arrived })
                ? static each => each is { IsClosed: true, IsRetraction: true }
                : static each => each.IsClosed);
            if (single && now.Count > 1)
                now.RemoveRange(1, now.Count - 1);
            if (!IsOfOneKind(now))
                now.RemoveAll(each => each.Type != now[0].Type);
            if (Most(now) is var most && now.Count > most)
                now.RemoveRange(most, now.Count - most);
            if (IsAnyTaken(now))
                return;
            if (now.Count > 0)
            {
                if (Place(now, unit.Company, single, mine) is not { } place)
                    return;
                mine = place;
            }
            // In a batch what is left of a record waits for the next wave while the lane's other closed entries may go.
            if (single || (now.Count < waiting.Count && !plan.MixesTypes) || (now.Count < waiting.Count && mode == WriteMode.Transaction))
                return;
        }
    }

    private bool IsAnyTaken(List<Entry> entries)
    {
        foreach (var entry in entries)
        {
            if (taken.ContainsKey(entry.Self))
                return true;
        }

        return false;
    }

    /// <summary>Whether every open reference leads into the same request, to something that may be referred to there.</summary>
    private bool IsWhole(List<Entry> waiting, WriteRequest? mine)
    {
        foreach (var entry in waiting)
        {
            foreach (var reference in entry.References)
            {
                if (!reference.IsLogical && reference.Target.Literal is null && !IsHere(reference.Target, waiting, mine))
                    return false;
            }
        }

        return true;
    }

    private bool IsHere(Target target, List<Entry> waiting, WriteRequest? mine) =>
        target.Entry is { } entry
        && plan.CanBeReferredTo(entry.Type)
        && (waiting.Contains(entry) || (mine is not null && taken.GetValueOrDefault(target) == mine));

    /// <summary>The request they go in; <see langword="null"/> where they have to wait because the lane's request is full.</summary>
    private WriteRequest? Place(List<Entry> entries, int company, bool single, WriteRequest? mine)
    {
        var open = mine ?? requests.FindLast(each => each.Company == company && each.Mode != WriteMode.Single && Mix(each, entries));
        if (single || open is null || open.Company != company || !Fits(open, entries))
        {
            if (mine is not null)
                return null;
            open = new WriteRequest(single ? WriteMode.Single : mode, company);
            requests.Add(open);
        }
        foreach (var entry in entries)
        {
            open.Add(entry);
            taken[entry.Self] = open;
        }
        return open;
    }

    private bool Fits(WriteRequest open, List<Entry> entries)
    {
        var bytes = open.Bytes;
        foreach (var entry in entries)
            bytes += BundleWriter.SizeOf(entry);
        return Mix(open, entries) && open.Entries.Count + entries.Count <= Math.Min(Most(open.Entries), Most(entries)) && bytes <= maxBytes;
    }

    /// <summary>Whether entries may share a bundle with those in a request, by their types.</summary>
    private bool Mix(WriteRequest open, List<Entry> entries) => plan.MixesTypes || open.Entries[0].Type == entries[0].Type;

    private bool IsOfOneKind(List<Entry> entries) => plan.MixesTypes || entries.TrueForAll(each => each.Type == entries[0].Type);

    /// <summary>How many entries a bundle may have that holds these.</summary>
    private int Most(IReadOnlyList<Entry> entries) => plan.MaxConditionalEntries is { } most && most < limit
        && entries.Any(each => plan.IsConditional(each.Type, each.Self.Id is not null)) ? most : limit;
}
