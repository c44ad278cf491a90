namespace FhirAdapter.Destinations.FhirServers;

/// <summary>How a resource whose id at the server is not known is kept from arriving twice. A known one is always updated by id.</summary>
public enum IdentityMode
{
    /// <summary>The best of the next three that the server's CapabilityStatement names for the type.</summary>
    Auto,

    /// <summary><c>PUT Type?identifier=system|value</c>.</summary>
    ConditionalUpdate,

    /// <summary><c>POST Type</c> with <c>If-None-Exist</c>; what was there already is then updated by id.</summary>
    ConditionalCreate,

    /// <summary>A search by identifier, then an update by id or a <c>POST</c>. Two writers of one identity could still double it.</summary>
    SearchThenCreate,

    /// <summary>
    /// For a server that keeps no identifiers of others: a search by patient, date and code, and a comparison of the content; what is there already is taken
    /// over, else a <c>POST</c>. The ledger keeps what is whose. Never chosen by itself.
    /// </summary>
    Content,
}
