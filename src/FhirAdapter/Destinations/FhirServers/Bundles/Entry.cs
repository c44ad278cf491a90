using FhirAdapter.Destinations.FhirServers.Capability;
using FhirAdapter.Destinations.FhirServers.Http;
using FhirAdapter.Destinations.FhirServers.Identity;
using FhirAdapter.Failures;
using FhirAdapter.Records;

namespace FhirAdapter.Destinations.FhirServers.Bundles;

/// <summary>One resource to be written.</summary>
internal sealed class Entry(Unit unit, MappedResource source, Target self, OpenTarget[] references)
{
    public Unit Unit { get; } = unit;

    public MappedResource Source { get; } = source;

    public Target Self { get; } = self;

    public OpenTarget[] References { get; } = references;

    public EntryState State { get; set; }

    /// <summary>Its JSON, the references in it still open; written when it is first needed.</summary>
    public EntryBody? Body { get; set; }

    /// <summary>The hash of what the server was last sent; compared once, then dropped.</summary>
    public string? KnownHash { get; set; }

    /// <summary>The hash of what was sent now.</summary>
    public string? Hash { get; set; }

    /// <summary>Whether it was read again after a conflict or half an answer.</summary>
    public bool WasReread { get; set; }

    /// <summary>How many conflicts it met. A second one is only looked at: a request that the network doubled conflicts with itself.</summary>
    public int Conflicts { get; set; }

    /// <summary>Whether nothing at the server names it, so that it is found by its content.</summary>
    public bool IsNameless { get; set; }

    /// <summary>What it replaces, where it corrects what cannot be updated.</summary>
    public Link? Link { get; set; }

    /// <summary>The ids of what it and those before it replaced, newest first.</summary>
    public IReadOnlyList<string> Replaced { get; set; } = [];

    /// <summary>By which date a person finds what is there of it.</summary>
    public string? Dated { get; set; }

    /// <summary>Whether the server says that it is there already, which is to be shown.</summary>
    public bool NeedsProof { get; set; }

    /// <summary>Whether it was considered for being read back.</summary>
    public bool WasReadBack { get; set; }

    /// <summary>Whether the answer said that the server left something out, so that it is read back whatever the settings ask.</summary>
    public bool IsToBeReadBack { get; set; }

    /// <summary>Whether it was looked up by its content in this call.</summary>
    public bool WasLookedUp { get; set; }

    /// <summary>Whether something at the server may be it and holds less; it is for a person then.</summary>
    public bool LooksAlike { get; set; }

    /// <summary>Whether a person saw what looks alike and has it sent.</summary>
    public bool IsSentAllTheSame { get; set; }

    /// <summary>What earlier versions of the record made of it that may have been sent; mostly nothing.</summary>
    public List<MappedResource>? Earlier { get; set; }

    /// <summary>Whether it is written only where a search finds it: nobody knows whether it was ever sent.</summary>
    public bool IsMaybeThere { get; set; }

    /// <summary>Whether it takes back a part that the record no longer has.</summary>
    public bool IsRetraction { get; init; }

    /// <summary>Whether it takes back what is there, whole record or part.</summary>
    public bool TakesBack => IsRetraction || EnteredInError.IsSaidBy(Source.Resource);

    public string Type => Self.Identity.Type;

    /// <summary>Whether it, or an earlier version of it, may have been sent before this call.</summary>
    public bool MayHaveBeenSent => Unit.WasTried || Earlier is not null;

    /// <summary>Whether it says something of the unit's other resources that is not true yet.</summary>
    public bool IsTooEarly => WritePlan.IsAboutOthers(Type) && Unit.Entries.Exists(other => other != this && other.State != EntryState.Arrived);

    /// <summary>Takes a resource that was seen at the server for it.</summary>
    public void Found(RemoteId remote)
    {
        Self.Found(remote.Id, remote.Version, isConfirmed: true);
        NoteFound();
    }

    /// <summary>Notes that the server had it already. Where it may have been sent before, that is how the outcome of then came to be known.</summary>
    public void NoteFound()
    {
        if (MayHaveBeenSent)
            Unit.SettledBy ??= FailureCode.SettledByFinding;
    }

    /// <summary>Its JSON as it was sent, without id, to compare it.</summary>
    public ReadOnlyMemory<byte> Sent()
    {
        using var bytes = new PooledBytes(Body!.Length + 256);
        Body.CopyTo(bytes, id: null);
        return bytes.WrittenMemory.ToArray();
    }

    /// <summary>Whether every reference in it can be written as it will stay.</summary>
    public bool IsClosed
    {
        get
        {
            foreach (var each in References)
            {
                if (!each.IsLogical && each.Target.Literal is null)
                    return false;
            }
            return true;
        }
    }
}
