namespace FhirAdapter.Destinations.FhirServers.Contents;

/// <summary>Whether a resource at the server is the one that was to be sent.</summary>
internal enum ContentMatch
{
    /// <summary>It is another one.</summary>
    Different,

    /// <summary>Nothing in it speaks against it, but it holds less than was sent.</summary>
    LooksAlike,

    /// <summary>It holds all that was sent and that the server was known to keep.</summary>
    Same,
}
