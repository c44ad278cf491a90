namespace FhirAdapter.Destinations.FhirServers.Bundles;

/// <summary>Learns how many entries a server takes in one bundle: halves at a refusal, grows slowly after many successes. Safe for several callers.</summary>
internal sealed class BundleLimit
{
    private const int SuccessesToGrow = 32;
    private const int SuccessesToForget = 4096;

    private readonly Lock gate = new();
    private readonly int most;
    private int current;
    private int refused = int.MaxValue;
    private int successes;
    private int sinceRefusal;

    /// <param name="most">The most entries ever to send in one bundle.</param>
    public BundleLimit(int most) => this.most = current = most;

    public int Current
    {
        get
        {
            lock (gate)
                return current;
        }
    }

    /// <summary>A bundle was refused for its size.</summary>
    /// <param name="entries">How many entries it had.</param>
    /// <param name="named">How many the server says it takes, where it does.</param>
    public void Refused(int entries, int? named)
    {
        lock (gate)
        {
            refused = Math.Min(refused, entries);
            current = Math.Max(1, Math.Min(current, named < entries ? named.Value : entries / 2));
            successes = sinceRefusal = 0;
        }
    }

    /// <summary>A bundle was taken.</summary>
    public void Taken(int entries)
    {
        lock (gate)
        {
            sinceRefusal++;
            if (sinceRefusal >= SuccessesToForget)
                refused = int.MaxValue;
            if (entries < current || ++successes < SuccessesToGrow)
                return;
            successes = 0;
            // Towards the middle between what went and what did not; what did not is tried again only when long past.
            var ceiling = Math.Min(most, refused == int.MaxValue ? current * 2 : refused - 1);
            current = Math.Max(current, current + ((ceiling - current + 1) / 2));
        }
    }
}
