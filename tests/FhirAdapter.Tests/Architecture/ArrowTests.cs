using System.Text.RegularExpressions;

namespace FhirAdapter.Tests.Architecture;

/// <summary>Holds the folders of the library to the arrows drawn in src/FhirAdapter/README.md.</summary>
public sealed partial class ArrowTests
{
    private static readonly Dictionary<string, string[]> Allowed = new()
    {
        ["Failures"] = [],
        ["Telemetry"] = [],
        ["Terminology"] = [],
        ["Records"] = ["Failures", "Terminology"],
        ["Outbox"] = ["Failures", "Records"],
        ["Health"] = ["Failures", "Outbox", "Telemetry"],
        ["Sources"] = ["Failures", "Records", "Outbox", "Health", "Telemetry"],
        ["Shapes"] = ["Records"],
        ["WriteProfiles"] = ["Failures", "Records", "Shapes"],
        ["Routes"] = ["Failures", "Records", "Shapes", "WriteProfiles"],
        ["Destinations"] = ["Failures", "Records", "Outbox", "Shapes", "Telemetry", "WriteProfiles"],
        ["Sync"] = ["Failures", "Records", "Outbox", "Health", "Shapes", "Routes", "Sources", "Destinations", "Telemetry"],
        ["Operations"] = ["Configuration", "Failures", "Records", "Outbox", "Health", "Shapes", "WriteProfiles", "Routes", "Destinations", "Sync", "Telemetry", "Terminology"],
        ["Configuration"] = ["Failures", "Outbox", "Health", "Sources", "Destinations", "Sync", "Terminology", "WriteProfiles"],
    };

    private static readonly string Library = Path.Combine(RepositoryRoot.Path, "src", "FhirAdapter");

    public static TheoryData<string> Folders =>
        [.. Directory.GetDirectories(Library).Select(f => Path.GetFileName(f)!).Where(f => f is not ("bin" or "obj"))];

    [Theory]
    [MemberData(nameof(Folders))]
    public void A_folder_uses_only_the_folders_below_it(string folder)
    {
        Assert.True(Allowed.ContainsKey(folder), $"{folder} is not in the drawing.");
        var uses = SourceFiles(folder).SelectMany(Uses).Where(use => use.To != folder && !Allowed[folder].Contains(use.To));
        Assert.Empty(uses.Select(use => $"{use.File} uses {use.To}"));
    }

    [Fact]
    public void The_outbox_knows_no_FHIR() =>
        Assert.DoesNotContain(SourceFiles("Outbox"), file => File.ReadAllText(file).Contains("Hl7.Fhir", StringComparison.Ordinal));

    [Fact]
    public void FHIR_types_stay_where_they_belong() =>
        Assert.Empty(Directory.EnumerateFiles(Library, "*.cs", SearchOption.AllDirectories)
            .Where(f => f.Split(Path.DirectorySeparatorChar) is var parts && !parts.Contains("obj")
                && !parts.Contains("Records") && !parts.Contains("Shapes") && !parts.Contains("Destinations")
                && !parts.Contains("WriteProfiles") && !parts.Contains("Routes")
                && File.ReadAllText(f).Contains("using Hl7.Fhir", StringComparison.Ordinal))
            .Select(Path.GetFileName));

    [Fact]
    public void The_SDK_is_asked_of_R4_in_one_place() =>
        Assert.Empty(Directory.EnumerateFiles(Library, "*.cs", SearchOption.AllDirectories)
            .Where(f => Path.GetFileName(f) != "SdkModel.cs" && File.ReadAllText(f).Contains("ModelInfo.", StringComparison.Ordinal))
            .Select(Path.GetFileName));

    private static IEnumerable<string> SourceFiles(string folder) =>
        Directory.EnumerateFiles(Path.Combine(Library, folder), "*.cs", SearchOption.AllDirectories);

    private static IEnumerable<(string File, string To)> Uses(string file) =>
        Using().Matches(File.ReadAllText(file)).Select(m => (Path.GetFileName(file), m.Groups["folder"].Value));

    [GeneratedRegex(@"^(?:using|global using)(?: static)? FhirAdapter\.(?<folder>\w+)", RegexOptions.Multiline)]
    private static partial Regex Using();
}
