using System.Reflection;
using System.Text.Json.Nodes;

namespace FhirAdapter.WriteProfiles.Reading;

/// <summary>The write profiles of <c>profiles/servers</c>, embedded in the library.</summary>
internal static class ShippedProfiles
{
    private const string Prefix = "servers/";
    private const string Suffix = ".json";

    public static IReadOnlyList<string> Names { get; } =
        [.. Assembly.GetExecutingAssembly().GetManifestResourceNames()
            .Where(name => name.StartsWith(Prefix, StringComparison.Ordinal) && !name.EndsWith(".schema.json", StringComparison.Ordinal))
            .Select(name => name[Prefix.Length..^Suffix.Length])
            .Order(StringComparer.Ordinal)];

    /// <summary>The text of a profile; <see langword="null"/> where there is none of that name.</summary>
    public static ProfileLayer? Find(string name)
    {
        using var stream = Assembly.GetExecutingAssembly().GetManifestResourceStream(Prefix + name + Suffix);
        return stream is null ? null : new ProfileLayer(name + Suffix, JsonNode.Parse(stream)!.AsObject());
    }
}
