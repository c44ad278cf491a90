namespace FhirAdapter.Proof.Simulation;

/// <summary>The clock as one simulated process sees it. Its timers fire only when the world says so: a process that is stopped has none.</summary>
internal sealed class SimTime(SimClock clock) : TimeProvider
{
    private readonly Lock _gate = new();
    private readonly List<Timer> _timers = [];

    public override long TimestampFrequency => TimeSpan.TicksPerSecond;

    public override DateTimeOffset GetUtcNow() => clock.Wall;

    public override long GetTimestamp() => clock.Passed;

    public override ITimer CreateTimer(TimerCallback callback, object? state, TimeSpan dueTime, TimeSpan period)
    {
        var timer = new Timer(this, callback, state);
        timer.Change(dueTime, period);
        return timer;
    }

    /// <summary>Fires what is due, earliest first; not what is periodic: leases are renewed beside the work, in an order that no seed could give again.</summary>
    public void Fire()
    {
        while (Due() is { } timer)
            timer.Fire(clock.Passed);
    }

    private Timer? Due()
    {
        lock (_gate)
            return _timers.Where(each => !each.IsPeriodic && each.DueAt <= clock.Passed).MinBy(each => each.DueAt);
    }

    private sealed class Timer(SimTime owner, TimerCallback callback, object? state) : ITimer
    {
        private TimeSpan _period;

        public long DueAt { get; private set; } = long.MaxValue;

        public bool IsPeriodic => _period > TimeSpan.Zero;

        public bool Change(TimeSpan dueTime, TimeSpan period)
        {
            lock (owner._gate)
            {
                _period = period;
                DueAt = dueTime < TimeSpan.Zero ? long.MaxValue : owner.GetTimestamp() + dueTime.Ticks;
                owner._timers.Remove(this);
                if (DueAt != long.MaxValue)
                    owner._timers.Add(this);
            }
            return true;
        }

        public void Fire(long now)
        {
            Change(_period > TimeSpan.Zero ? _period : TimeSpan.FromTicks(-1), _period);
            callback(state);
        }

        public void Dispose()
        {
            lock (owner._gate)
                owner._timers.Remove(this);
        }

        public ValueTask DisposeAsync()
        {
            Dispose();
            return ValueTask.CompletedTask;
        }
    }
}
