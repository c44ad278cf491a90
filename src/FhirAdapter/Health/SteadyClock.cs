namespace FhirAdapter.Health;

/// <summary>
/// The clock by which work is due and leased. It follows the system's clock but never goes back: where that is set back, this one goes on at
/// the machine's own pace, so that nothing which was due waits for the hour to come round again.
/// </summary>
internal sealed class SteadyClock(TimeProvider system) : TimeProvider
{
    private readonly Lock _lock = new();
    private DateTimeOffset _anchor = system.GetUtcNow();
    private long _anchoredAt = system.GetTimestamp();

    public override long TimestampFrequency => system.TimestampFrequency;

    public override TimeZoneInfo LocalTimeZone => system.LocalTimeZone;

    /// <summary>By how much the system's clock is behind this one.</summary>
    public TimeSpan SystemBehind => GetUtcNow() - system.GetUtcNow();

    public override DateTimeOffset GetUtcNow()
    {
        lock (_lock)
        {
            var at = system.GetTimestamp();
            var steady = _anchor + system.GetElapsedTime(_anchoredAt, at);
            var wall = system.GetUtcNow();
            if (wall <= steady)
                return steady;
            (_anchor, _anchoredAt) = (wall, at);
            return wall;
        }
    }

    /// <summary>Is at least this late from now on: what a ledger says has happened is not in the future.</summary>
    public void NotBefore(DateTimeOffset time)
    {
        var now = GetUtcNow();
        lock (_lock)
        {
            if (time > now)
                (_anchor, _anchoredAt) = (time, system.GetTimestamp());
        }
    }

    public override long GetTimestamp() => system.GetTimestamp();

    public override ITimer CreateTimer(TimerCallback callback, object? state, TimeSpan dueTime, TimeSpan period) =>
        system.CreateTimer(callback, state, dueTime, period);
}
