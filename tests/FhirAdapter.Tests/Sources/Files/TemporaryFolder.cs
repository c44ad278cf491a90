namespace FhirAdapter.Tests.Sources.Files;

/// <summary>A folder that is gone after the test.</summary>
internal sealed class TemporaryFolder : IDisposable
{
    private readonly DirectoryInfo _folder = Directory.CreateTempSubdirectory("fhir-adapter-");

    public string FullPath => _folder.FullName;

    public string this[params string[] parts] => Path.Combine([FullPath, .. parts]);

    /// <summary>Gives the files in a folder of it, hidden ones included, in name order.</summary>
    public string[] Names(params string[] parts) => Directory.Exists(this[parts])
        ? [.. Directory.EnumerateFileSystemEntries(this[parts]).Select(path => Path.GetFileName(path)).Order(StringComparer.Ordinal)]
        : [];

    public void Dispose() => _folder.Delete(recursive: true);
}
