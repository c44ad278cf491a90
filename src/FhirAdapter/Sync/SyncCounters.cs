namespace FhirAdapter.Sync;

/// <summary>What happened since the process started. Whole numbers only: nothing here can be traced to a patient.</summary>
internal sealed class SyncCounters
{
    private long _read;
    private long _refused;
    private long _accepted;
    private long _delivered;
    private long _deferred;
    private long _parked;

    public long Read => Interlocked.Read(ref _read);

    public long Refused => Interlocked.Read(ref _refused);

    public long Accepted => Interlocked.Read(ref _accepted);

    public long Delivered => Interlocked.Read(ref _delivered);

    public long Deferred => Interlocked.Read(ref _deferred);

    public long Parked => Interlocked.Read(ref _parked);

    public void Captured(long read, long refused, long accepted)
    {
        Interlocked.Add(ref _read, read);
        Interlocked.Add(ref _refused, refused);
        Interlocked.Add(ref _accepted, accepted);
    }

    public void Settled(long delivered, long deferred, long parked)
    {
        Interlocked.Add(ref _delivered, delivered);
        Interlocked.Add(ref _deferred, deferred);
        Interlocked.Add(ref _parked, parked);
    }
}
