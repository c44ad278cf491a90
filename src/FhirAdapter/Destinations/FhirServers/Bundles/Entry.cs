using FhirAdapter.Destinations.FhirServers.Http;
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

    /// <summary>What earlier versions of the record made of it that may have been sent; mostly nothing.</summary>
    public List<MappedResource>? Earlier { get; set; }

    /// <summary>Whether it is written only where a search finds it: nobody knows whether it was ever sent.</summary>
    public bool IsMaybeThere { get; init; }

    /// <summary>Whether it takes back a part that the record no longer has.</summary>
    public bool IsRetraction { get; init; }

    public string Type => Self.Identity.Type;

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
