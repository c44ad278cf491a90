namespace FhirAdapter.Destinations.FhirServers.Identity;

/// <summary>What a look at the server says of an id that an answer named.</summary>
internal enum IdentityFinding
{
    /// <summary>The server gives no way to tell.</summary>
    Unproven,

    /// <summary>The resource with that id bears the identifier, and no other does.</summary>
    Confirmed,

    /// <summary>Another resource, and only that one, bears the identifier: its id is taken.</summary>
    Elsewhere,

    /// <summary>Several resources bear the identifier.</summary>
    Doubled,

    /// <summary>The resource with that id bears other identifiers, and none was found that bears this one.</summary>
    AnotherResource,

    /// <summary>There is no resource with that id, and none was found that bears the identifier.</summary>
    Absent,
}
