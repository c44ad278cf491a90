namespace FhirAdapter.WriteProfiles;

/// <summary>What is to be known of a server's tokens.</summary>
internal sealed record TokenHabits
{
    /// <summary>Whether the request for a token may name scopes; some servers want none there.</summary>
    public bool NamesScopes { get; init; } = true;

    /// <summary>How long a token lives, where that is known; the answer counts.</summary>
    public TimeSpan? Life { get; init; }

    /// <summary>The least time between two requests for a token.</summary>
    public TimeSpan? LeastInterval { get; init; }
}
