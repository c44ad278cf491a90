using FhirAdapter.Destinations.FhirServers.SignIn.Tokens;
using FhirAdapter.Failures;

namespace FhirAdapter.Destinations.FhirServers.SignIn;

/// <summary>How long no token is asked for, and why: from the least interval, doubling with each failure in a row, to the cap. Not safe for several callers.</summary>
internal sealed class SignInPause(TimeSpan leastInterval, TimeSpan cap, TimeProvider time)
{
    /// <summary>The first pause where no server was reached, so that there is none to spare.</summary>
    private static readonly TimeSpan NotReached = TimeSpan.FromSeconds(5);

    /// <summary>Even where the least interval is nought.</summary>
    private static readonly TimeSpan Least = TimeSpan.FromSeconds(1);

    private long since;
    private TimeSpan length;
    private int inARow;

    public Failure? Failure { get; private set; }

    /// <summary>What is left of it; nothing where it is over.</summary>
    public TimeSpan? Left => Failure is not null && length - time.GetElapsedTime(since) is var left && left > TimeSpan.Zero ? left : null;

    /// <summary>Begins a pause after a failure, longer than the last one.</summary>
    public void Lengthen(TokenFailure failure)
    {
        var first = failure.Reached || leastInterval < NotReached ? leastInterval : NotReached;
        var doubled = TimeSpan.FromTicks(Math.Min(cap.Ticks, (first < Least ? Least : first).Ticks << Math.Min(inARow, 20)));
        inARow++;
        Until(failure.Failure, failure.Wait > doubled ? failure.Wait.Value : doubled);
    }

    /// <summary>Begins a pause of a set length.</summary>
    public void Until(Failure failure, TimeSpan wait) => (Failure, length, since) = (failure, wait, time.GetTimestamp());

    public void Clear() => (Failure, inARow) = (null, 0);
}
