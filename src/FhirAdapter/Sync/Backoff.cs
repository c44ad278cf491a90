namespace FhirAdapter.Sync;

/// <summary>How long a loop that failed waits before it goes on: longer each time, from one second to half a minute.</summary>
internal sealed class Backoff
{
    private static readonly TimeSpan Longest = TimeSpan.FromSeconds(30);

    private TimeSpan _next = TimeSpan.FromSeconds(1);

    /// <summary>The wait after another failure.</summary>
    public TimeSpan Next()
    {
        var delay = _next;
        _next = _next * 2 < Longest ? _next * 2 : Longest;
        return delay;
    }

    /// <summary>Forgets the failures, after something went well.</summary>
    public void Reset() => _next = TimeSpan.FromSeconds(1);
}
