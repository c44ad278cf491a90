namespace FhirAdapter.Destinations.FhirServers.SignIn.Tokens;

/// <summary>
/// The time that assertions are dated by: ours, until an assertion is refused by a server whose <c>Date</c> says another time; then theirs, until one
/// is refused with that too. A <c>Date</c> alone never counts: what stands before a server may have another clock than the server.
/// </summary>
internal sealed class ServerClock(TimeProvider time)
{
    /// <summary>Less is the time that an answer takes, and the second that <c>Date</c> is rounded to.</summary>
    private static readonly TimeSpan Notable = TimeSpan.FromSeconds(30);

    private TimeSpan allowedFor;

    public DateTimeOffset Now => time.GetUtcNow() + allowedFor;

    /// <summary>Notes that the server refused, and how far its clock is from ours.</summary>
    /// <returns>How far, where it is notable.</returns>
    public TimeSpan? Refused(DateTimeOffset? date)
    {
        var apart = date - time.GetUtcNow();
        var notable = apart?.Duration() > Notable ? apart : null;
        allowedFor = allowedFor == TimeSpan.Zero ? notable ?? TimeSpan.Zero : TimeSpan.Zero;
        return notable;
    }
}
