namespace FhirAdapter.Destinations.FhirServers.Capability;

/// <summary>How one resource is written.</summary>
internal enum Interaction
{
    /// <summary><c>PUT Type/id</c>, of the known version where there is one.</summary>
    Update,

    /// <summary><c>PUT Type?identifier=</c>.</summary>
    ConditionalUpdate,

    /// <summary><c>POST Type</c> with <c>If-None-Exist</c>.</summary>
    ConditionalCreate,

    /// <summary><c>POST Type</c>, after a search that found nothing.</summary>
    Create,
}
