namespace FhirAdapter.Sync;

/// <summary>When a delivery that was put off is tried again: exponential, with full jitter, bounded in length and number.</summary>
/// <remarks>Full jitter keeps many deliveries that failed together from coming back together.</remarks>
internal sealed class RetrySchedule(DeliveryOptions options, Func<double> random)
{
    /// <summary>The wait before the next attempt.</summary>
    /// <param name="attemptsUsed">How many attempts were used up, this one included.</param>
    /// <param name="asked">How long the server asked to be left alone, where it did; never undercut.</param>
    /// <returns>The wait, or <see langword="null"/> where no attempt is left.</returns>
    public TimeSpan? Next(int attemptsUsed, TimeSpan? asked)
    {
        if (attemptsUsed >= options.MaxAttempts)
            return null;
        return Wait(Ceiling(Math.Max(attemptsUsed, 1)), asked);
    }

    /// <summary>The wait after what used no attempt.</summary>
    /// <param name="attemptsUsed">How many attempts were used up before.</param>
    /// <param name="putOff">For how long it has been put off so far: where no attempts are counted, that is what the wait grows by.</param>
    /// <param name="asked">How long the server asked to be left alone, where it did; never undercut.</param>
    public TimeSpan Again(int attemptsUsed, TimeSpan putOff, TimeSpan? asked)
    {
        var ceiling = Ceiling(Math.Max(attemptsUsed, 1));
        return Wait(putOff < ceiling ? ceiling : putOff < options.MaxDelay ? putOff : options.MaxDelay, asked);
    }

    private TimeSpan Wait(TimeSpan ceiling, TimeSpan? asked)
    {
        var drawn = TimeSpan.FromTicks((long)(ceiling.Ticks * random()));
        var wait = drawn < options.LeastDelay ? options.LeastDelay : drawn;
        return asked is { } told && told > wait ? told + TimeSpan.FromTicks((long)(options.LeastDelay.Ticks * random())) : wait;
    }

    private TimeSpan Ceiling(int attempts)
    {
        // Past 2^30 the cap has long been reached; the shift stays within a long.
        var factor = 1L << Math.Min(attempts - 1, 30);
        return options.FirstDelay.Ticks > options.MaxDelay.Ticks / factor
            ? options.MaxDelay
            : TimeSpan.FromTicks(options.FirstDelay.Ticks * factor);
    }
}
