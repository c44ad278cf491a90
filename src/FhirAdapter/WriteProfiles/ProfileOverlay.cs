using System.Globalization;
using System.Text.Json.Nodes;
using Microsoft.Extensions.Configuration;

namespace FhirAdapter.WriteProfiles;

/// <summary>Lines of a write profile that stand in the settings. They are laid over the profile as RFC 7396 (JSON Merge Patch) says.</summary>
public sealed class ProfileOverlay
{
    /// <summary>The lines as JSON; <see langword="null"/> where there are none.</summary>
    internal JsonObject? Json { get; private set; }

    /// <summary>Takes the lines from a section of settings.</summary>
    internal void Read(IConfigurationSection section) => Json = Value(section) as JsonObject;

    // Settings know texts only; what looks like a number, true, false or null is meant as such in a profile.
    private static JsonNode? Value(IConfigurationSection section)
    {
        List<IConfigurationSection> children = [.. section.GetChildren()];
        if (children.Count == 0)
            return Scalar(section.Value);
        if (children.Select(child => child.Key).Order(StringComparer.Ordinal).SequenceEqual(Indexes(children.Count)))
            return new JsonArray([.. children.Select(Value)]);
        return new JsonObject(children.Select(child => KeyValuePair.Create(child.Key, Value(child))));
    }

    private static IEnumerable<string> Indexes(int count) =>
        Enumerable.Range(0, count).Select(i => i.ToString(CultureInfo.InvariantCulture)).Order(StringComparer.Ordinal);

    private static JsonNode? Scalar(string? text) =>
        string.IsNullOrEmpty(text) ? null
        : bool.TryParse(text, out var truth) ? truth
        : int.TryParse(text, NumberStyles.AllowLeadingSign, CultureInfo.InvariantCulture, out var number) ? number
        : JsonValue.Create(text);
}
