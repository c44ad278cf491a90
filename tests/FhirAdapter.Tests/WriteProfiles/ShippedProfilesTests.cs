using System.Text.Json.Nodes;
using System.Text.RegularExpressions;
using FhirAdapter.Tests.Architecture;
using FhirAdapter.WriteProfiles.Reading;

namespace FhirAdapter.Tests.WriteProfiles;

public sealed partial class ShippedProfilesTests
{
    public static TheoryData<string> Names => [.. ShippedProfiles.Names];

    [Fact]
    public void Every_profile_of_the_folder_is_shipped() =>
        Assert.Equal(
            Directory.EnumerateFiles(ProfileFolder.Shipped, "*.json").Select(f => Path.GetFileNameWithoutExtension(f)!).Where(n => !n.EndsWith(".schema", StringComparison.Ordinal)).Order(StringComparer.Ordinal),
            ShippedProfiles.Names);

    [Theory]
    [MemberData(nameof(Names))]
    public void A_shipped_profile_can_be_used(string name) => Assert.Equal(name, ProfileFolder.Profile(name).Name);

    [Theory]
    [MemberData(nameof(Names))]
    public void A_shipped_profile_fits_the_schema(string name) =>
        Assert.Empty(SchemaCheck.Faults(Load("write-profile.schema"), Load(name)));

    [Theory]
    [InlineData("""{ "name": "x", "bundels": {} }""", "#/bundels")]
    [InlineData("""{ "name": "X" }""", "#/name")]
    [InlineData("""{ "name": "x", "types": { "Procedure": { "source": "a", "interactions": ["make"] } } }""", "#/types/Procedure/interactions/0")]
    [InlineData("""{ "name": "x", "types": { "Procedure": { "source": "a", "elements": { "note": { "maxItems": 0, "source": "a" } } } } }""", "#/types/Procedure/elements/note/maxItems")]
    [InlineData("""{ "name": "x", "answers": { "1": { "means": "refused", "source": "a" } } }""", "#/answers/1")]
    [InlineData("""{ "name": "x", "bundles": { "batch": true } }""", "#/bundles/source")]
    public void The_schema_finds_a_planted_fault(string json, string place) =>
        Assert.Contains(place, SchemaCheck.Faults(Load("write-profile.schema"), JsonNode.Parse(json)!));

    [Fact]
    public void An_open_server_changes_nothing() => Assert.True(ProfileFolder.Profile("open-r4").ChangesNothing);

    [Fact]
    public void Nothing_about_a_vendor_is_in_the_code()
    {
        var code = Directory.EnumerateFiles(Path.Combine(RepositoryRoot.Path, "src"), "*.cs", SearchOption.AllDirectories)
            .Where(file => !file.Split(Path.DirectorySeparatorChar).Contains("obj"));
        Assert.Empty(code.SelectMany(file => Vendor().Matches(File.ReadAllText(file)).Select(match => $"{Path.GetFileName(file)}: {match.Value}")));
    }

    [GeneratedRegex(@"\b(epic|oracle|cerner|millennium|veradigm|allscripts|athena\w*|eclinicalworks|meditech|nextgen|healthlake|azure|google)\b", RegexOptions.IgnoreCase)]
    private static partial Regex Vendor();

    private static JsonNode Load(string name) => JsonNode.Parse(File.ReadAllText(Path.Combine(ProfileFolder.Shipped, name + ".json")))!;
}
