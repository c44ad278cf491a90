using System.Text.Json;

namespace FhirAdapter.Tests.Profiles.Checks;

/// <summary>
/// Holds a resource to its profile: cardinalities also inside slices, the types of choices, fixed values and patterns, required bindings to
/// the project's value sets, ranges of numbers, the targets of references.
/// </summary>
internal static class ProfileShape
{
    public static IEnumerable<string> Faults(JsonElement resource, ProfileElement profile) => Below(resource, profile, profile.Name);

    private static IEnumerable<string> Below(JsonElement parent, ProfileElement element, string path) =>
        element.Children.SelectMany(child => Child(parent, child, path));

    private static IEnumerable<string> Child(JsonElement parent, ProfileElement child, string path)
    {
        var at = $"{path}.{child.Name}";
        var found = parent.ValueKind == JsonValueKind.Object ? Values(parent, child).ToList() : [];
        if (found.Count < child.Min || found.Count > child.Max)
            yield return $"{at}: {found.Count} instead of {child.Min} to {(child.Max == int.MaxValue ? "*" : child.Max)}";
        foreach (var (type, value) in found)
        {
            if (child.IsChoice && !child.Types.Contains(type, StringComparer.OrdinalIgnoreCase))
                yield return $"{at}: a {type} instead of {string.Join(" or ", child.Types)}";
            foreach (var fault in One(value, child, at))
                yield return fault;
        }

        foreach (var slice in child.Slices.Where(s => s.Profiles.Count == 0 || child.Name != "extension"))
        {
            var of = found.Where(f => Belongs(f.Type, f.Value, child, slice)).ToList();
            if (of.Count < slice.Min || of.Count > slice.Max)
                yield return $"{at}:{slice.Slice}: {of.Count} instead of {slice.Min} to {slice.Max}";
            foreach (var fault in of.SelectMany(f => One(f.Value, slice, $"{at}:{slice.Slice}")))
                yield return fault;
        }

        foreach (var slice in child.Slices.Where(s => s.Profiles.Count > 0 && child.Name == "extension"))
        {
            var count = found.Count(f => f.Value.GetProperty("url").GetString() == slice.Profiles[0]);
            if (count < slice.Min || count > slice.Max)
                yield return $"{at}:{slice.Slice}: {count} instead of {slice.Min} to {slice.Max}";
        }
    }

    private static IEnumerable<string> One(JsonElement value, ProfileElement element, string at)
    {
        if (element.Pattern.ValueKind != JsonValueKind.Undefined && !Patterns.Fits(value, element.Pattern))
            yield return $"{at}: not the value that is fixed";
        if (element.Required is { } url && CompiledProfiles.ValueSets.TryGetValue(url, out var codes) && !Codings.Of(value).Any(c => codes.Contains(c.System, c.Code)))
            yield return $"{at}: no code of {url.Split('/')[^1]}";
        if (value.ValueKind == JsonValueKind.Number && (value.GetDecimal() < element.Least || value.GetDecimal() > element.Most))
            yield return $"{at}: not from {element.Least} to {element.Most}";
        if (element.Targets.Count > 0 && value.TryGetProperty("type", out var target) && !element.Targets.Contains(target.GetString()!) && !element.Targets.Contains("Resource"))
            yield return $"{at}: a reference to {target.GetString()} instead of {string.Join(" or ", element.Targets)}";
        foreach (var fault in Below(value, element, at))
            yield return fault;
    }

    /// <summary>The values of an element with their types, which only a choice tells.</summary>
    private static IEnumerable<(string Type, JsonElement Value)> Values(JsonElement parent, ProfileElement element)
    {
        if (!element.IsChoice)
            return parent.TryGetProperty(element.Name, out var only) ? Many(only).Select(v => ("", v)) : [];
        var stem = element.Name[..^3];
        return parent.EnumerateObject()
            .Where(p => p.Name.Length > stem.Length && p.Name.StartsWith(stem, StringComparison.Ordinal) && char.IsUpper(p.Name[stem.Length]))
            .SelectMany(p => Many(p.Value).Select(v => (p.Name[stem.Length..], v)));
    }

    private static List<JsonElement> Many(JsonElement value) => value.ValueKind == JsonValueKind.Array ? [.. value.EnumerateArray()] : [value];

    private static bool Belongs(string type, JsonElement value, ProfileElement sliced, ProfileElement slice)
    {
        if (sliced.IsChoice)
            return slice.Slice!.EndsWith(type, StringComparison.Ordinal);
        foreach (var discriminator in sliced.Json.GetProperty("slicing").GetProperty("discriminator").EnumerateArray())
        {
            var path = discriminator.GetProperty("path").GetString()!;
            if (!value.TryGetProperty(path, out var part) || slice.Child(path) is not { } by || !Patterns.Fits(part, by.Pattern))
                return false;
        }

        return true;
    }
}
