using System.Text.Json.Nodes;
using FhirAdapter.WriteProfiles;

namespace FhirAdapter.Sandbox.Manners;

/// <summary>Takes out of a resource what a server leaves out without a word, and finds what it refuses.</summary>
internal sealed class ElementSieve
{
    // What a server sets itself is no part of what it may leave out.
    private static readonly string[] Own = ["resourceType", "id", "meta"];

    private readonly TypeProfile _profile;
    private readonly HashSet<string> _named;

    public ElementSieve(TypeProfile profile)
    {
        _profile = profile;
        _named = profile.Elements.Keys.SelectMany(Above).ToHashSet(StringComparer.Ordinal);
    }

    /// <summary>Takes out what is ignored.</summary>
    /// <returns>The first element that is refused; <see langword="null"/> where none is.</returns>
    public string? Sift(JsonObject resource)
    {
        if (!_profile.KeepsIdentifier) resource.Remove("identifier");
        return SiftBelow(resource, "");
    }

    private string? SiftBelow(JsonObject parent, string path)
    {
        foreach (var (key, value) in parent.ToList())
        {
            var name = key.TrimStart('_');
            if (path.Length == 0 && Own.Contains(key)) continue;
            var at = path.Length == 0 ? name : $"{path}.{name}";
            var fate = FateOf(at, name, isRoot: path.Length == 0);
            if (fate is ElementFate.Refused) return at;
            if (fate is ElementFate.Ignored)
            {
                parent.Remove(key);
                continue;
            }

            var items = value switch { JsonObject one => [one], JsonArray list => list.OfType<JsonObject>().ToList(), _ => [] };
            foreach (var item in items)
            {
                if (SiftBelow(item, at) is { } refused) return refused;
            }

            Prune(parent, key, value);
        }

        return null;
    }

    private ElementFate FateOf(string path, string name, bool isRoot)
    {
        if (_profile.Elements.TryGetValue(path, out var rule) && rule.Fate is ElementFate.Ignored or ElementFate.Refused) return rule.Fate;
        if (_named.Contains(path)) return ElementFate.Kept;
        if (name is "extension" or "modifierExtension" && _profile.Extensions is not ElementFate.Kept) return _profile.Extensions;
        return isRoot ? _profile.OtherElements : ElementFate.Kept;
    }

    // Nothing in FHIR JSON is empty. A list beside a list of primitives (_given) keeps its places by null.
    private static void Prune(JsonObject parent, string key, JsonNode? value)
    {
        if (value is JsonArray list)
        {
            for (var i = list.Count - 1; i >= 0; i--)
            {
                if (list[i] is not JsonObject { Count: 0 }) continue;
                if (key.StartsWith('_')) list[i] = null;
                else list.RemoveAt(i);
            }
        }

        if (value is JsonObject { Count: 0 } || (value is JsonArray items && items.All(item => item is null))) parent.Remove(key);
    }

    private static IEnumerable<string> Above(string path)
    {
        for (var dot = path.IndexOf('.', StringComparison.Ordinal); dot > 0; dot = path.IndexOf('.', dot + 1)) yield return path[..dot];
        yield return path;
    }
}
