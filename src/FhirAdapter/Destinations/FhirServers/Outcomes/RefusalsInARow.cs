namespace FhirAdapter.Destinations.FhirServers.Outcomes;

/// <summary>Counts records that a server does not allow, one after the other. Safe for several callers.</summary>
/// <param name="most">How many in a row are the records' own fault.</param>
internal sealed class RefusalsInARow(int most)
{
    private int count;

    /// <summary>Another one was refused.</summary>
    /// <returns>Whether it is the server that refuses all, so that this one is not to be parked.</returns>
    public bool Refused() => Interlocked.Increment(ref count) > most;

    /// <summary>One was taken.</summary>
    public void Taken()
    {
        if (Volatile.Read(ref count) > 0)
            Volatile.Write(ref count, 0);
    }
}
