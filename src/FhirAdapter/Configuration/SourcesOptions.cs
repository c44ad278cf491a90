using FhirAdapter.Sources.Files;

namespace FhirAdapter.Configuration;

/// <summary>The sources, by kind and name.</summary>
public sealed class SourcesOptions
{
    /// <summary>Watched folders, by a name of your choice.</summary>
    public Dictionary<string, FilesSourceOptions> Files { get; } = new(StringComparer.OrdinalIgnoreCase);
}
