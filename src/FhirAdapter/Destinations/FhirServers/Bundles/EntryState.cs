namespace FhirAdapter.Destinations.FhirServers.Bundles;

/// <summary>Where an entry stands within one call.</summary>
internal enum EntryState
{
    /// <summary>Still to be sent.</summary>
    Waiting,

    /// <summary>Refused because the server has it otherwise than thought: its id and version are to be read, then it is sent once more.</summary>
    ToReread,

    /// <summary>Accepted without an id, or by an answer that is not whole: it is to be looked up.</summary>
    ToReadBack,

    /// <summary>Found by the server and left as it was, without saying where: its id is to be looked up, then it is updated.</summary>
    ToFind,

    /// <summary>Confirmed.</summary>
    Arrived,
}
