namespace FhirAdapter.Destinations.FhirServers;

/// <summary>How a resource whose id at the server is not known is kept from arriving twice. A known one is always updated by id.</summary>
public enum IdentityMode
{
    /// <summary>The best the server's CapabilityStatement names for the type, in the order of the values below.</summary>
    Auto,

    /// <summary><c>PUT Type?identifier=system|value</c>.</summary>
    ConditionalUpdate,

    /// <summary><c>POST Type</c> with <c>If-None-Exist</c>; what was there already is then updated by id.</summary>
    ConditionalCreate,

    /// <summary>A search by identifier, then an update by id or a <c>POST</c>. Two writers of one identity could still double it.</summary>
    SearchThenCreate,
}
