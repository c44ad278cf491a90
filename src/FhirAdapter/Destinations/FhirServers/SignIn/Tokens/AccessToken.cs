namespace FhirAdapter.Destinations.FhirServers.SignIn.Tokens;

/// <summary>A token in memory, with its life counted from before it was asked for, so that no clock but ours matters.</summary>
/// <param name="Credentials">What goes into requests.</param>
/// <param name="AskedAt">The monotonic time at which it was asked for.</param>
/// <param name="Life">How long its server says that it lives, within the bound that is set.</param>
/// <param name="Granted">The scopes that its server says it has; those asked for where it says nothing.</param>
internal sealed record AccessToken(Credentials Credentials, long AskedAt, TimeSpan Life, IReadOnlyList<string> Granted)
{
    private static readonly TimeSpan MostMargin = TimeSpan.FromSeconds(10);

    /// <summary>Past this age another is fetched while this one goes on being used: 80 % of its life.</summary>
    public TimeSpan RenewAfter => Life * 0.8;

    /// <summary>Past this age it is not used: a tenth of its life before its end, 10 seconds at most, for the time that requests are on their way.</summary>
    public TimeSpan UsableFor => Life - (Life * 0.1 < MostMargin ? Life * 0.1 : MostMargin);

    /// <summary>Never what it is.</summary>
    public override string ToString() => "[redacted]";
}
