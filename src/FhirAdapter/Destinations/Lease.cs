namespace FhirAdapter.Destinations;

/// <summary>The time for which what was claimed may be sent. Safe for several callers.</summary>
/// <param name="time">The clock by which the ledger ends leases.</param>
/// <param name="ends">When it ends unless it is extended.</param>
internal sealed class Lease(TimeProvider time, DateTimeOffset ends)
{
    private long _ends = ends.UtcTicks;

    /// <summary>Whether somebody else may have claimed the same by now: then nothing more of it is sent.</summary>
    public bool IsOver => time.GetUtcNow().UtcTicks >= Volatile.Read(ref _ends);

    /// <summary>Notes that the ledger gave more time.</summary>
    public void Extend(DateTimeOffset ends) => Volatile.Write(ref _ends, ends.UtcTicks);
}
