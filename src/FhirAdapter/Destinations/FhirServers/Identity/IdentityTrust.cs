namespace FhirAdapter.Destinations.FhirServers.Identity;

/// <summary>Decides which answers to creates are checked against a search by identifier. Pure; safe for several callers.</summary>
/// <remarks>
/// A server is checked in full until it has been right several times in a row, then by sample; one wrong answer and it is checked in full again
/// for long. What was sent twice, or goes where a create and its condition are not one step, is always checked: there a race can double it.
/// </remarks>
internal sealed class IdentityTrust
{
    private const int FirstChecks = 8;
    private const int ChecksAfterFault = 512;
    private const int Sample = 64;

    private int owed = FirstChecks;
    private int sinceStart;

    /// <summary>Whether the answer to a request is checked.</summary>
    /// <param name="isAtomic">Whether the server carries a conditional create out in one step, as far as it says.</param>
    /// <param name="wasRepeated">Whether it may have been sent before.</param>
    public bool Asks(bool isAtomic, bool wasRepeated) =>
        !isAtomic || wasRepeated || Volatile.Read(ref owed) > 0 || Interlocked.Increment(ref sinceStart) % Sample == 0;

    /// <summary>A request's answers were checked.</summary>
    public void Checked(bool wereRight)
    {
        if (!wereRight)
            Volatile.Write(ref owed, ChecksAfterFault);
        else if (Volatile.Read(ref owed) > 0)
            Interlocked.Decrement(ref owed);
    }
}
