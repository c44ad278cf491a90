namespace FhirAdapter.Health;

/// <summary>Notices when the system's clock does not go on as fast as the machine does.</summary>
internal sealed class ClockWatch(TimeProvider system)
{
    private readonly Lock _lock = new();
    private DateTimeOffset _wall = system.GetUtcNow();
    private long _at = system.GetTimestamp();
    private (TimeSpan By, long At)? _jump;

    /// <summary>Compares the clock with the machine's own pace since the last call.</summary>
    /// <param name="least">From which size on a jump counts.</param>
    /// <param name="remember">How long one is remembered.</param>
    /// <returns>The last jump that is remembered, forward or back; zero where there is none.</returns>
    public TimeSpan Observe(TimeSpan least, TimeSpan remember)
    {
        lock (_lock)
        {
            var (wall, at) = (system.GetUtcNow(), system.GetTimestamp());
            var by = wall - _wall - system.GetElapsedTime(_at, at);
            (_wall, _at) = (wall, at);
            if (by.Duration() > least)
                _jump = (by, at);
            else if (_jump is { } old && system.GetElapsedTime(old.At, at) > remember)
                _jump = null;
            return _jump?.By ?? TimeSpan.Zero;
        }
    }
}
