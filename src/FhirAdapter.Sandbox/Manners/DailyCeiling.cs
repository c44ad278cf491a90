namespace FhirAdapter.Sandbox.Manners;

/// <summary>Counts the writes of a day (UTC). Safe for many threads.</summary>
/// <param name="most">The most; <see langword="null"/> for as many as come.</param>
/// <param name="time">The clock.</param>
internal sealed class DailyCeiling(int? most, TimeProvider time)
{
    private readonly Lock _gate = new();
    private DateOnly _day;
    private int _writes;

    /// <summary>Counts one write, where it is still to be taken.</summary>
    public bool Takes()
    {
        if (most is null) return true;
        lock (_gate)
        {
            var today = DateOnly.FromDateTime(time.GetUtcNow().UtcDateTime);
            if (today != _day) (_day, _writes) = (today, 0);
            if (_writes >= most) return false;
            _writes++;
            return true;
        }
    }
}
