using System.Text.Json;
using FhirAdapter.Records.Mapping;
using FhirAdapter.Terminology;

namespace FhirAdapter.Tests.Profiles.Checks;

/// <summary>
/// The side and the part of a body site stand in its text too, and where it has a code, in one coding with it: that is what is left where extensions are
/// dropped.
/// </summary>
internal static class Sides
{
    public static IEnumerable<string> Faults(JsonElement resource) =>
        from place in JsonTree.Objects(resource)
        where place.Path.EndsWith(".bodySite", StringComparison.Ordinal)
        from fault in InText(place.Value).Append(InCoding(place.Value)).OfType<string>()
        select $"{place.Path}: {fault}";

    private static IEnumerable<string> InText(JsonElement place) =>
        from concept in new[] { Extension(place, Extensions.Part), Extension(place, Extensions.Side) }
        where concept is not null
        let said = Text(concept.Value)
        where !Text(place).Contains(said, StringComparison.OrdinalIgnoreCase)
        select $"the text does not say {said}";

    private static string? InCoding(JsonElement place)
    {
        var codings = Codings.Of(place).ToList();
        var own = codings.Find(c => c.System == CodeSystems.BaseUrl + "body-site")?.Code;
        string?[] codes = [own, CodeOf(place, Extensions.Part), CodeOf(place, Extensions.Side)];
        var expected = own is null || codes.OfType<string>().Count() == 1 ? null : string.Join('-', codes.OfType<string>());
        var sided = codings.Where(c => c.System == Places.SidedSystem).Select(c => c.Code).ToList();
        return sided.SequenceEqual(expected is null ? [] : new[] { expected }) ? null : $"the sided code is {string.Join(" and ", sided)} and not {expected}";
    }

    private static JsonElement? Extension(JsonElement place, string url) => place.TryGetProperty("extension", out var extensions)
        ? extensions.EnumerateArray().Where(e => e.GetProperty("url").GetString() == url).Select(e => (JsonElement?)e.GetProperty("valueCodeableConcept")).FirstOrDefault()
        : null;

    private static string? CodeOf(JsonElement place, string url) =>
        Extension(place, url) is { } concept ? Codings.Of(concept).First(c => c.System!.StartsWith(CodeSystems.BaseUrl, StringComparison.Ordinal)).Code : null;

    private static string Text(JsonElement concept) => concept.TryGetProperty("text", out var text) ? text.GetString()! : "";
}
