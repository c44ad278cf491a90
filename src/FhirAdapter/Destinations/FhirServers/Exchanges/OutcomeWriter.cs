using FhirAdapter.Destinations.FhirServers.Bundles;
using FhirAdapter.Destinations.FhirServers.Contents;
using FhirAdapter.Failures;

namespace FhirAdapter.Destinations.FhirServers.Exchanges;

/// <summary>Writes down what came of a lane's units, as the ledger wants it.</summary>
internal static class OutcomeWriter
{
    /// <summary>The outcome of each unit; behind one that is put off, those that did not arrive are put off too.</summary>
    public static IReadOnlyList<DeliveryOutcome> Write(IReadOnlyList<Unit> lane)
    {
        var outcomes = new DeliveryOutcome[lane.Count];
        var isPutOff = false;
        for (var i = 0; i < lane.Count; i++)
        {
            var unit = lane[i];
            outcomes[i] = isPutOff && unit.State != UnitState.Delivered
                ? new DeliveryOutcome.Deferred(new Failure(FailureCode.BehindAnother), null, false, Partly(unit)) { Owned = Owned(unit) ?? [] }
                : Write(unit);
            isPutOff |= unit.State == UnitState.Deferred;
        }
        return outcomes;
    }

    private static DeliveryOutcome Write(Unit unit)
    {
        var owned = Owned(unit);
        return owned is null && unit.LeftOut.Count == 0 ? Plain(unit) : Plain(unit) with { Owned = owned ?? [], LeftOut = unit.LeftOut };
    }

    private static DeliveryOutcome Plain(Unit unit) => unit.State switch
    {
        UnitState.Delivered => new DeliveryOutcome.Delivered(RemoteState.Write(Arrived(unit)), RemoteId(unit)) { SettledBy = unit.SettledBy },
        UnitState.Rejected => new DeliveryOutcome.Rejected(unit.Failure!, Partly(unit)),
        UnitState.Held => new DeliveryOutcome.Held(unit.Failure!),
        UnitState.Deferred => new DeliveryOutcome.Deferred(unit.Failure!, unit.NotBefore, unit.UsesAttempt, Partly(unit)),
        _ => throw new InvalidOperationException("A unit was left open."),
    };

    /// <summary>What nothing at the server names is this record's by the ledger's word.</summary>
    private static List<string>? Owned(Unit unit)
    {
        List<string>? owned = null;
        foreach (var entry in unit.Entries)
        {
            if (entry is { IsNameless: true, Self.Literal: { } literal })
                (owned ??= []).Add(literal);
        }
        return owned;
    }

    private static string? RemoteId(Unit unit)
    {
        if (unit.Entries.Count == 0 || unit.Main.Self is not { Literal: not null } main)
            return null;
        return main.Version is null ? main.Literal : $"{main.Literal}/_history/{main.Version}";
    }

    /// <summary>What is there now; what was taken back is forgotten.</summary>
    private static List<RemoteResource> Arrived(Unit unit)
    {
        var arrived = new List<RemoteResource>(unit.Entries.Count);
        foreach (var entry in unit.Entries)
        {
            // What was only to be taken back and is not there has no id.
            if (!entry.IsRetraction && entry.Self.Id is { } id)
                arrived.Add(new RemoteResource(entry.Self.Identity, id, entry.Self.Version, HashOf(entry))
                {
                    IsConfirmed = entry.Self.IsConfirmed, Dated = DateOf(entry), Replaced = entry.Replaced,
                });
        }
        return arrived;
    }

    /// <summary>What is known where not all arrived; empty where nothing is, so that the ledger keeps what it has.</summary>
    private static ReadOnlyMemory<byte> Partly(Unit unit)
    {
        var known = unit.Remote.ToDictionary(each => each.Identity);
        var isChanged = false;
        foreach (var entry in unit.Entries)
        {
            if (entry.LooksAlike)
            {
                isChanged = true;
                known[entry.Self.Identity] = new RemoteResource(entry.Self.Identity, "", null, null) { Foreign = (unit.Version, "alike") };
            }
            if (entry.Self.Id is not { } id)
                continue;
            isChanged = true;
            if (entry is { IsRetraction: true, State: EntryState.Arrived })
                known.Remove(entry.Self.Identity);
            else
                known[entry.Self.Identity] = new RemoteResource(
                    entry.Self.Identity, id, entry.Self.Version, entry.State == EntryState.Arrived ? HashOf(entry) : entry.KnownHash)
                {
                    IsConfirmed = entry.Self.IsConfirmed,
                    Dated = entry.State == EntryState.Arrived ? DateOf(entry) : entry.Dated,
                    Replaced = entry.Replaced,
                    Foreign = entry.Self.Foreign is { } foreign ? (unit.Version, foreign) : null,
                };
        }
        return isChanged ? RemoteState.Write(known.Values) : default;
    }

    /// <summary>Kept only where a later correction may have to say which entry it replaces.</summary>
    private static string? DateOf(Entry entry) => entry is { IsNameless: true, Body: not null } ? ContentDate.Of(entry.Sent()) : entry.Dated;

    /// <summary>Only what is whole is worth comparing with next time.</summary>
    private static string? HashOf(Entry entry) => entry.IsClosed && entry.Body is { } body ? entry.Hash ??= body.Hash() : null;
}
