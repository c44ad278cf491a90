namespace FhirAdapter.Destinations.FhirServers.Contents;

/// <summary>How an element at the server differs from what was sent.</summary>
internal enum DifferenceKind
{
    /// <summary>It is not there.</summary>
    Missing,

    /// <summary>Only the beginning of it is there: a text that was cut, a time of which the date was kept, as it stood or in GMT.</summary>
    Shortened,

    /// <summary>Something else is there.</summary>
    Changed,

    /// <summary>It was not sent, and it can turn the meaning of what was.</summary>
    Added,
}
