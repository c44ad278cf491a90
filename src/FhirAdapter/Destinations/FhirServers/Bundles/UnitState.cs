namespace FhirAdapter.Destinations.FhirServers.Bundles;

/// <summary>Where a record stands within one call.</summary>
internal enum UnitState
{
    /// <summary>Not settled yet.</summary>
    Open,

    /// <summary>All of it is there.</summary>
    Delivered,

    /// <summary>To be tried again.</summary>
    Deferred,

    /// <summary>Waits for another record.</summary>
    Held,

    /// <summary>For a person.</summary>
    Rejected,
}
