using FhirAdapter.Destinations.FhirServers.Capability;
using FhirAdapter.Destinations.FhirServers.Http;

namespace FhirAdapter.Destinations.FhirServers.Bundles;

/// <summary>Entries that go in one request, in order.</summary>
internal sealed class WriteRequest(WriteMode mode, int company)
{
    /// <summary>Transaction or batch, or single for one entry without a bundle.</summary>
    public WriteMode Mode { get; } = mode;

    public int Company { get; } = company;

    public List<Entry> Entries { get; } = [];

    /// <summary>How each entry is written; filled in when the request is made.</summary>
    public List<Interaction> Interactions { get; } = [];

    public long Bytes { get; private set; }

    /// <summary>What came back; <see langword="null"/> where it was not sent.</summary>
    public FhirReply? Reply { get; set; }

    /// <summary>Whether it went more than once: the first may still have been carried out after the second.</summary>
    public bool WasRepeated { get; set; }

    /// <summary>Whether one of its answers was lost on the way.</summary>
    public bool WasUnknown { get; set; }

    public IEnumerable<Unit> Units => Entries.Select(each => each.Unit).Distinct();

    /// <summary>Takes entries out again before it is made.</summary>
    public void Leave(Predicate<Entry> leaves)
    {
        foreach (var entry in Entries.FindAll(leaves))
        {
            Entries.Remove(entry);
            Bytes -= BundleWriter.SizeOf(entry);
        }
    }

    public void Add(Entry entry)
    {
        Entries.Add(entry);
        Bytes += BundleWriter.SizeOf(entry);
    }
}
