using FhirAdapter.Destinations.FhirServers.Bundles;
using FhirAdapter.Destinations.FhirServers.Identity;
using FhirAdapter.Outbox;
using FhirAdapter.Records;

namespace FhirAdapter.Destinations.FhirServers.Exchanges;

/// <summary>Makes units of a call's deliveries: what is to be written, what it refers to, and what the ledger knows of both.</summary>
internal sealed class DeliveryCall : IDisposable
{
    private readonly Func<ClinicRecord, string, BusinessIdentifier, MappedResource?> retract;
    private readonly Dictionary<ResourceIdentity, Target> targets = [];
    private readonly Unit[][] lanes;

    public DeliveryCall(
        IReadOnlyList<IReadOnlyList<Delivery>> deliveries, Func<ClinicRecord, string, BusinessIdentifier, MappedResource?> retract)
    {
        this.retract = retract;
        lanes = new Unit[deliveries.Count][];
        // Nearly every delivery has a resource of its own, and those of a lane share the others.
        targets.EnsureCapacity(deliveries.Sum(static lane => lane.Count) + 16);
        for (var i = 0; i < lanes.Length; i++)
        {
            lanes[i] = new Unit[deliveries[i].Count];
            for (var j = 0; j < lanes[i].Length; j++)
                lanes[i][j] = UnitOf(deliveries[i][j]);
        }

        // Only now is it known what this call writes; references may lead forwards in a lane's order too.
        for (var i = 0; i < lanes.Length; i++)
        {
            for (var j = 0; j < lanes[i].Length; j++)
                Know(deliveries[i][j], lanes[i][j]);
        }
    }

    public BodyWriter Bodies { get; } = new();

    public IReadOnlyList<IReadOnlyList<Unit>> Lanes => lanes;

    /// <summary>The people that records bring along, by identity, for a destination that may create them.</summary>
    public Dictionary<ResourceIdentity, MappedResource> Parties { get; } = [];

    public IEnumerable<Entry> Entries
    {
        get
        {
            foreach (var lane in lanes)
            {
                foreach (var unit in lane)
                {
                    foreach (var entry in unit.Entries)
                        yield return entry;
                }
            }
        }
    }

    /// <summary>One lane with one unit for a party that is to be created.</summary>
    public Unit PartyUnit(Target self)
    {
        var unit = new Unit(isParty: true);
        var party = Parties[self.Identity];
        var entry = new Entry(unit, party, self, OpenAll(party.References));
        self.Entry = entry;
        unit.Entries.Add(entry);
        return unit;
    }

    public void Dispose() => Bodies.Dispose();

    private Unit UnitOf(Delivery delivery)
    {
        var remote = RemoteState.Read(delivery.Remote);
        var unit = new Unit(isParty: false) { Key = delivery.Key, Remote = remote, Version = delivery.Version, WasTried = delivery.Attempts > 0 };
        foreach (var mapped in delivery.Resources)
        {
            if (mapped.Role == ResourceRole.Party)
                Parties.TryAdd(ResourceIdentity.Of(mapped.Type, mapped.Identifier), mapped);
            else
                unit.Entries.Add(EntryOf(unit, mapped, isRetraction: false));
        }
        // Taken back first: where that cannot be done, nothing is to stand beside it.
        var first = 0;
        foreach (var gone in remote)
        {
            if (gone.IsOpen || unit.Entries.Exists(entry => entry.Self.Identity == gone.Identity))
                continue;
            var identifier = new BusinessIdentifier { System = gone.Identity.System, Value = gone.Identity.Value };
            if (retract(delivery.Record, gone.Identity.Type, identifier) is { } mapped)
                unit.Entries.Insert(first++, EntryOf(unit, mapped, isRetraction: true));
        }
        foreach (var (type, identifier) in delivery.Sought)
        {
            if (retract(delivery.Record, type, identifier) is { } mapped)
                unit.Entries.Insert(first++, EntryOf(unit, mapped, isRetraction: true, isMaybeThere: true));
        }
        foreach (var earlier in delivery.Earlier)
            Remember(unit, delivery.Record, earlier);
        return unit;
    }

    /// <summary>Something of an earlier version may be there: what stands in its place is compared with it, and a part that is gone is taken back.</summary>
    private void Remember(Unit unit, ClinicRecord record, MappedResource earlier)
    {
        if (earlier.Role == ResourceRole.Party)
            return;
        var identity = ResourceIdentity.Of(earlier.Type, earlier.Identifier);
        if (unit.Entries.Find(entry => entry.Self.Identity == identity) is { } entry)
            (entry.Earlier ??= []).Add(earlier);
        else if (retract(record, identity.Type, earlier.Identifier) is { } mapped)
        {
            var gone = EntryOf(unit, mapped, isRetraction: true, isMaybeThere: true);
            gone.Earlier = [earlier];
            unit.Entries.Insert(0, gone);
        }
    }

    private Entry EntryOf(Unit unit, MappedResource mapped, bool isRetraction, bool isMaybeThere = false)
    {
        var self = TargetOf(ResourceIdentity.Of(mapped.Type, mapped.Identifier));
        var entry = new Entry(unit, mapped, self, OpenAll(mapped.References)) { IsRetraction = isRetraction, IsMaybeThere = isMaybeThere };
        self.Entry ??= entry;
        return entry;
    }

    private static void Know(Unit unit, DeliveryCall call)
    {
        foreach (var known in unit.Remote)
        {
            if (known.IsOpen)
            {
                // Parked for what looks alike, and this very version is sent again: somebody has looked.
                if (unit.Entries.Find(entry => entry.Self.Identity == known.Identity) is { } alike)
                    alike.IsSentAllTheSame = known.Foreign?.Record == unit.Version;
                continue;
            }
            if (call.targets.TryGetValue(known.Identity, out var target) && target.Id is null)
                target.Found(known.Id, VersionOf(known, unit), known.IsConfirmed);
            if (unit.Entries.Find(entry => entry.Self.Identity == known.Identity) is { } entry)
                (entry.KnownHash, entry.Dated, entry.Replaced) = (known.Hash, known.Dated, known.Replaced);
        }
    }

    /// <summary>Where a record was parked for what somebody else had made of it, its replay is a person's word that it may be written over.</summary>
    private static string? VersionOf(RemoteResource known, Unit unit) =>
        known.Foreign is { } foreign && foreign.Record == unit.Version ? foreign.Version : known.Version;

    private void Know(Delivery delivery, Unit unit)
    {
        Know(unit, this);
        foreach (var dependency in delivery.DependsOn)
        {
            var remote = RemoteState.Read(dependency.Remote);
            foreach (var reference in unit.Entries.SelectMany(entry => entry.References).Where(each => each.Reference.Record == dependency.Key))
            {
                var target = reference.Target;
                if (target.Literal is null && remote.FirstOrDefault(each => !each.IsOpen && each.Identity == target.Identity) is { } known)
                    target.Found(known.Id, known.Version, known.IsConfirmed);
                target.IsParked |= dependency.State == DeliveryState.Parked;
                target.IsAwaited |= dependency.State is DeliveryState.Pending or DeliveryState.Held;
            }
        }
    }

    private OpenTarget[] OpenAll(IReadOnlyList<OpenReference> references)
    {
        var open = references.Count == 0 ? [] : new OpenTarget[references.Count];
        for (var i = 0; i < open.Length; i++)
            open[i] = Open(references[i]);
        return open;
    }

    private OpenTarget Open(OpenReference reference) => new(reference, TargetOf(ResourceIdentity.Of(reference.TargetType, reference.Target)));

    private Target TargetOf(ResourceIdentity identity)
    {
        if (!targets.TryGetValue(identity, out var target))
            targets[identity] = target = Bodies.NewTarget(identity);
        return target;
    }
}
