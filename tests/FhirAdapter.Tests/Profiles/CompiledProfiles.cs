using System.Text.Json;
using FhirAdapter.Tests.Architecture;

namespace FhirAdapter.Tests.Profiles;

/// <summary>What <c>profiles/fsh</c> compiles to, as it is committed.</summary>
internal static class CompiledProfiles
{
    private static readonly Lazy<Dictionary<string, ProfileElement>> ByUrl = new(() => Files("StructureDefinition")
        .Select(Read)
        .ToDictionary(d => d.GetProperty("url").GetString()!, ProfileElement.Of, StringComparer.Ordinal));

    private static readonly Lazy<Dictionary<string, ValueSet>> Sets = new(() => Files("ValueSet")
        .Select(Read)
        .ToDictionary(d => d.GetProperty("url").GetString()!, ValueSet.Of, StringComparer.Ordinal));

    public static string Folder { get; } = Path.Combine(RepositoryRoot.Path, "profiles", "compiled");

    /// <summary>Every profile and extension by its canonical.</summary>
    public static IReadOnlyDictionary<string, ProfileElement> Definitions => ByUrl.Value;

    /// <summary>The value sets by their canonical.</summary>
    public static IReadOnlyDictionary<string, ValueSet> ValueSets => Sets.Value;

    /// <summary>The committed files of one resource type.</summary>
    public static IEnumerable<string> Files(string type) => Directory.EnumerateFiles(Folder, type + "-*.json").Order(StringComparer.Ordinal);

    public static JsonElement Read(string path)
    {
        using var document = JsonDocument.Parse(File.ReadAllBytes(path));
        return document.RootElement.Clone();
    }
}
