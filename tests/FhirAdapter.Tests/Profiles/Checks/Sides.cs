using System.Text.Json;
using FhirAdapter.Records.Mapping;

namespace FhirAdapter.Tests.Profiles.Checks;

/// <summary>The side and the part of a body site stand in its text too: that is what is left where extensions are dropped.</summary>
internal static class Sides
{
    public static IEnumerable<string> Faults(JsonElement resource) =>
        from place in JsonTree.Objects(resource)
        where place.Path.EndsWith(".bodySite", StringComparison.Ordinal) && place.Value.TryGetProperty("extension", out _)
        from extension in place.Value.GetProperty("extension").EnumerateArray()
        where extension.GetProperty("url").GetString() is Extensions.Side or Extensions.Part
        let said = Text(extension.GetProperty("valueCodeableConcept"))
        where !Text(place.Value).Contains(said, StringComparison.OrdinalIgnoreCase)
        select $"{place.Path}: the text does not say {said}";

    private static string Text(JsonElement concept) => concept.TryGetProperty("text", out var text) ? text.GetString()! : "";
}
