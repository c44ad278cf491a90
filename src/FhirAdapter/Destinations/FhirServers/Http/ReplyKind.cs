namespace FhirAdapter.Destinations.FhirServers.Http;

/// <summary>What became of a request on its way.</summary>
internal enum ReplyKind
{
    /// <summary>A whole answer came back, of whatever status.</summary>
    Answered,

    /// <summary>It did not leave: no connection, no credentials, or no turn in time.</summary>
    NotSent,

    /// <summary>It left, and no whole answer came back: it may have been carried out.</summary>
    Unknown,

    /// <summary>It was not tried: the circuit is open.</summary>
    CircuitOpen,

    /// <summary>It was not tried: there are no credentials for it, or its address is not allowed.</summary>
    Withheld,

    /// <summary>It was not tried: the lease under which it was to be sent is over.</summary>
    LeaseOver,
}
