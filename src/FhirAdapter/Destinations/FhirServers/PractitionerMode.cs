namespace FhirAdapter.Destinations.FhirServers;

/// <summary>How practitioners are referred to.</summary>
public enum PractitionerMode
{
    /// <summary>By literal reference where the server knows the identifier, else by identifier alone.</summary>
    Resolve,

    /// <summary>By literal reference; one that the server does not know is created with nothing but what the record says.</summary>
    Create,

    /// <summary>By identifier alone; nothing is looked up.</summary>
    LogicalOnly,
}
