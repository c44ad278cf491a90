using System.Text.Json.Nodes;
using FhirAdapter.Destinations;
using FhirAdapter.Destinations.Files;
using Microsoft.Extensions.Logging.Abstractions;
using Microsoft.Extensions.Time.Testing;

namespace FhirAdapter.Tests.Destinations.Files;

/// <summary>The files destination, judged by what a loader has after it has read every file in order: the last line of each id.</summary>
public sealed class FilesDestinationContractTests : DestinationContract
{
    private readonly DirectoryInfo _folder = Directory.CreateTempSubdirectory("fhir-adapter-files-contract-");

    public override async Task DisposeAsync()
    {
        await base.DisposeAsync();
        _folder.Delete(recursive: true);
    }

    private protected override Task<IDestination> OpenAsync() => Task.FromResult<IDestination>(new FilesDestination(
        "bulk",
        new FilesDestinationOptions { Path = _folder.FullName },
        new IdentityKey(Path.Combine(_folder.FullName, "identity.key"), mayMake: true),
        new FakeTimeProvider(new DateTimeOffset(2026, 11, 20, 12, 0, 0, TimeSpan.Zero)),
        NullLogger.Instance,
        (_, _, _) => null));

    private protected override Task<IReadOnlyList<string>> StoredAsync()
    {
        var last = new Dictionary<string, string>(StringComparer.Ordinal);
        foreach (var line in _folder.EnumerateFiles("part-*.ndjson", SearchOption.AllDirectories)
            .OrderBy(f => f.FullName, StringComparer.Ordinal).SelectMany(f => File.ReadLines(f.FullName)))
        {
            var resource = JsonNode.Parse(line)!;
            last[$"{resource["resourceType"]}/{resource["id"]}"] = line;
        }

        return Task.FromResult<IReadOnlyList<string>>([.. last.Values]);
    }
}
