namespace FhirAdapter.Destinations.FhirServers;

/// <summary>Which of the resources that were written are read back and compared with what was sent.</summary>
public enum ReadBackMode
{
    /// <summary>None.</summary>
    None,

    /// <summary>The first ones of each type that ever went to the destination.</summary>
    First,

    /// <summary>The first ones of each type, and from then on by chance the share <see cref="FhirServerOptions.ReadBackSample"/>.</summary>
    Sample,

    /// <summary>All.</summary>
    All,
}
