namespace FhirAdapter.Proof.Simulation;

/// <summary>The time of a simulated world. The wall can be set wrong; what has passed cannot.</summary>
internal sealed class SimClock
{
    private DateTimeOffset _wall = new(2026, 11, 24, 8, 0, 0, TimeSpan.Zero);

    public DateTimeOffset Wall => _wall;

    public long Passed { get; private set; }

    public void Advance(TimeSpan span)
    {
        _wall += span;
        Passed += span.Ticks;
    }

    /// <summary>How often the clock was set.</summary>
    public int Sets { get; private set; }

    /// <summary>Somebody sets the clock.</summary>
    public void Set(TimeSpan by)
    {
        _wall += by;
        Sets++;
    }
}
