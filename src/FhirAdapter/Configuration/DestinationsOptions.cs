using FhirAdapter.Destinations.FhirServers;
using FhirAdapter.Destinations.Files;

namespace FhirAdapter.Configuration;

/// <summary>The destinations, by kind and name. A name is kept in the ledger: a new name is a new destination.</summary>
public sealed class DestinationsOptions
{
    /// <summary>FHIR R4 servers, by a name of your choice.</summary>
    public Dictionary<string, FhirServerOptions> FhirServers { get; } = new(StringComparer.OrdinalIgnoreCase);

    /// <summary>Folders of NDJSON files, by a name of your choice.</summary>
    public Dictionary<string, FilesDestinationOptions> Files { get; } = new(StringComparer.OrdinalIgnoreCase);
}
