using System.Text.Json.Nodes;
using FhirAdapter.Records;
using FhirAdapter.Records.Mapping;
using FhirAdapter.Records.Reading;
using FhirAdapter.Tests.Architecture;

namespace FhirAdapter.Tests.Samples;

/// <summary>The README shows one session as record and as FHIR: both are what the adapter reads and writes.</summary>
public sealed class ReadmeSessionTests
{
    private static readonly string Readme = File.ReadAllText(Path.Combine(RepositoryRoot.Path, "README.md"));
    private static readonly string Sample = File.ReadAllText(Path.Combine(RepositoryRoot.Path, "samples", "one-session.json"));

    [Fact]
    public void The_record_is_the_sample() => Assert.Contains(Sample.TrimEnd(), Readme, StringComparison.Ordinal);

    [Fact]
    public void Everything_that_is_shown_of_the_resources_is_what_the_sample_becomes()
    {
        var read = RecordJson.Read(System.Text.Encoding.UTF8.GetBytes(Sample), 1, new RecordReadingOptions());
        var record = Assert.IsType<ReadRecord.Good>(read).Record;
        var mapped = Assert.IsType<MappingResult.Mapped>(new RecordMapping(new MappingContext("https://clinic.example/fhir/id")).Map(record));
        var written = mapped.Resources.Select(each => JsonNode.Parse(ResourceJson.ToUtf8(each.Resource))!).ToList();

        var shown = JsonNode.Parse(Blocks().Single(block => block.StartsWith('[')))!.AsArray();

        Assert.Equal(4, shown.Count);
        Assert.All(shown, each => Assert.Contains(written, resource => IsPartOf(each, resource)));
        Assert.False(IsPartOf(JsonNode.Parse("""{"resourceType":"Procedure","status":"stopped"}"""), written[1]));
    }

    private static IEnumerable<string> Blocks() => Readme.Split("```json\n").Skip(1).Select(rest => rest.Split("```")[0]);

    // Every property and item that is shown is there; what is left out is not looked at.
    private static bool IsPartOf(JsonNode? shown, JsonNode? whole) => (shown, whole) switch
    {
        (JsonObject some, JsonObject all) => some.All(each => all[each.Key] is { } value && IsPartOf(each.Value, value)),
        (JsonArray some, JsonArray all) => some.Count == all.Count && some.Zip(all).All(pair => IsPartOf(pair.First, pair.Second)),
        _ => JsonNode.DeepEquals(shown, whole),
    };
}
