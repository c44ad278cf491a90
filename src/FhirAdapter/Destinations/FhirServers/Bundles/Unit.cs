using FhirAdapter.Failures;
using FhirAdapter.Records;

namespace FhirAdapter.Destinations.FhirServers.Bundles;

/// <summary>One record's entries, each after those it refers to; sent in one transaction where they fit.</summary>
/// <param name="isParty">Whether it only brings somebody to the server who is not there: it is created and never changed.</param>
internal sealed class Unit(bool isParty)
{
    public bool IsParty { get; } = isParty;

    public List<Entry> Entries { get; } = [];

    /// <summary>What names the record; nothing for somebody who is not ours.</summary>
    public RecordKey? Key { get; init; }

    /// <summary>The record's version.</summary>
    public long Version { get; init; }

    /// <summary>Whether it was tried before: what came of that is not known for sure.</summary>
    public bool WasTried { get; init; }

    /// <summary>How what came of it came to be known, where that was not told at once: a failure code.</summary>
    public string? SettledBy { get; set; }

    /// <summary>What was at the server before this call, by identity.</summary>
    public IReadOnlyList<RemoteResource> Remote { get; init; } = [];

    /// <summary>The types of what the server does not take in any way that is safe to repeat, and that the record can do without.</summary>
    public IReadOnlyList<string> LeftOut { get; private set; } = [];

    public UnitState State { get; private set; }

    public Failure? Failure { get; private set; }

    public TimeSpan? NotBefore { get; private set; }

    public bool UsesAttempt { get; private set; }

    /// <summary>Units with different numbers never share a bundle: how a refused one is narrowed down.</summary>
    public int Company { get; set; }

    /// <summary>Whether its entries go one to a request, because the server refused them together without saying which.</summary>
    public bool IsSplit { get; set; }

    /// <summary>Whether something of it was accepted that neither an identifier nor an id finds again.</summary>
    public bool IsInDoubt => Entries.Exists(static each => each is { State: EntryState.ToReadBack, IsNameless: true, Self.Id: null });

    public Entry Main => Entries.Find(each => each.Source.Role == ResourceRole.Main) ?? Entries[0];

    /// <summary>Takes an entry out, which nothing refers to.</summary>
    public void LeaveOut(Entry entry)
    {
        Entries.Remove(entry);
        LeftOut = [.. LeftOut, entry.Type];
    }

    public void Defer(Failure failure, bool usesAttempt, TimeSpan? notBefore = null)
    {
        if (State == UnitState.Open)
            (State, Failure, UsesAttempt, NotBefore) = (UnitState.Deferred, failure, usesAttempt, notBefore);
        else if (State == UnitState.Deferred && usesAttempt && !UsesAttempt)
            // Of its requests one left and another did not: what may have been carried out is what counts.
            (Failure, UsesAttempt) = (failure, true);
    }

    /// <summary>What was put off is not tried sooner than that.</summary>
    public void Wait(TimeSpan least)
    {
        if (State == UnitState.Deferred && (NotBefore ?? TimeSpan.Zero) < least)
            NotBefore = least;
    }

    public void Reject(Failure failure)
    {
        if (State == UnitState.Open)
            (State, Failure) = (UnitState.Rejected, failure);
    }

    public void Hold(Failure failure)
    {
        if (State == UnitState.Open)
            (State, Failure) = (UnitState.Held, failure);
    }

    /// <summary>Settles it as delivered once every entry has arrived.</summary>
    public void Close()
    {
        if (State == UnitState.Open && Entries.TrueForAll(each => each.State == EntryState.Arrived))
            State = UnitState.Delivered;
    }
}
