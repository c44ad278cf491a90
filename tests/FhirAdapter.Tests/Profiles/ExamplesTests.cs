using System.Text.Json;
using FhirAdapter.Records;
using FhirAdapter.Tests.EndToEnd;
using FhirAdapter.Tests.Profiles.Checks;
using FhirAdapter.Tests.Records;

namespace FhirAdapter.Tests.Profiles;

/// <summary>
/// The examples of <c>profiles/examples</c> are what the sample clinic's records become: of each profile one. What differs is written beside
/// it as <c>.received.json</c>; look at it and, where it is right, put it in the place of the example.
/// </summary>
public sealed class ExamplesTests
{
    private static readonly string Folder = Path.Combine(Path.GetDirectoryName(CompiledProfiles.Folder)!, "examples");

    [Fact]
    public async Task There_is_an_example_of_every_profile_as_the_sample_clinic_gives_it()
    {
        var examples = await OfEachProfileAsync();
        Assert.Equal(
            CompiledProfiles.Definitions.Where(d => d.Value.Name != "Extension").Select(d => d.Key).Order(StringComparer.Ordinal),
            examples.Select(e => e.Profile).Order(StringComparer.Ordinal));

        var differ = examples.Where(e => !Same(e)).Select(e => Name(e)).ToList();

        Assert.True(differ.Count == 0, $"These examples are not what is mapped; beside each is what came: {string.Join(", ", differ)}");
        Assert.Equal(examples.Select(e => Name(e) + ".json").Order(StringComparer.Ordinal), Directory.EnumerateFiles(Folder, "*.json").Select(Path.GetFileName).Order(StringComparer.Ordinal));
        Assert.Empty(examples.SelectMany(OwnChecks.Faults));
    }

    /// <summary>The whole session that tells most comes first, so that most examples are of one session.</summary>
    private static async Task<List<WrittenResource>> OfEachProfileAsync()
    {
        var records = (await SampleFiles.NewestAsync()).Where(r => !r.Deleted).ToList();
        return [.. records.OrderByDescending(Told).SelectMany(r => Mapped.Of(r).Resources).Select(WrittenResource.Of).DistinctBy(r => r.Profile)];
    }

    // By how many different things a record becomes.
    private static int Told(ClinicRecord record) =>
        Mapped.Of(record).Resources.Select(r => r.Identifier.System).Distinct().Count();

    private static string Name(WrittenResource example) => example.Profile.Split('/')[^1];

    private static bool Same(WrittenResource example)
    {
        using var json = JsonDocument.Parse(example.Json);
        var text = CompactJson.Write(json.RootElement) + "\n";
        var committed = Path.Combine(Folder, Name(example) + ".json");
        var received = Path.Combine(Folder, Name(example) + ".received.json");
        Directory.CreateDirectory(Folder);
        File.Delete(received);
        if (File.Exists(committed) && File.ReadAllText(committed).ReplaceLineEndings("\n") == text)
            return true;
        File.WriteAllText(received, text);
        return false;
    }
}
