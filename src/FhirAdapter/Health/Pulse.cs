namespace FhirAdapter.Health;

/// <summary>The signs of life of one loop. A loop says beforehand how long it may be silent, so that idling is never mistaken for being stuck.</summary>
internal sealed class Pulse(LoopKind kind, string name, TimeProvider time)
{
    private long _from = time.GetTimestamp();
    private long _silence;
    private volatile string? _fault;
    private volatile bool _ended;

    public LoopKind Kind => kind;

    public string Name => name;

    /// <summary>The type of what the last round ended in, where that was a fault.</summary>
    public string? Fault => _fault;

    /// <summary>By how much the loop is overdue; zero or less where it is not.</summary>
    public TimeSpan Overdue => _ended ? TimeSpan.Zero : time.GetElapsedTime(Volatile.Read(ref _from)) - TimeSpan.FromTicks(Volatile.Read(ref _silence));

    /// <summary>Is alive, and will be heard of again within this time.</summary>
    public void Expect(TimeSpan within)
    {
        _ended = false;
        Volatile.Write(ref _silence, within.Ticks);
        Volatile.Write(ref _from, time.GetTimestamp());
    }

    /// <summary>Did a whole round without a fault.</summary>
    public void Well() => _fault = null;

    /// <summary>A round ended in a fault; the next one begins within this time.</summary>
    public void Failed(string fault, TimeSpan within)
    {
        _fault = fault;
        Expect(within);
    }

    /// <summary>Ended on purpose.</summary>
    public void Ended() => _ended = true;
}
