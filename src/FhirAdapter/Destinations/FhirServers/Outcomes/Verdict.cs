namespace FhirAdapter.Destinations.FhirServers.Outcomes;

/// <summary>What an answer means for what was sent.</summary>
internal enum Verdict
{
    /// <summary>It is there.</summary>
    Accepted,

    /// <summary>Try later: the server is busy or broken.</summary>
    Deferred,

    /// <summary>Credentials were refused: stop sending to this server.</summary>
    Unauthorized,

    /// <summary>Never, as it stands.</summary>
    Rejected,

    /// <summary>What is there is not what was thought to be there: read again, then once more.</summary>
    Conflicted,

    /// <summary>Too much at once: send less.</summary>
    TooLarge,

    /// <summary>The answer says nothing that can be relied on: it may have been carried out.</summary>
    Unknown,
}
