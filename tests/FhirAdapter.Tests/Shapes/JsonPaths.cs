using System.Text.Json.Nodes;

namespace FhirAdapter.Tests.Shapes;

/// <summary>Takes elements out of FHIR JSON by their paths.</summary>
internal static class JsonPaths
{
    /// <summary>The JSON without those elements; fails for a path at which there is nothing.</summary>
    public static string Without(string json, IEnumerable<string> paths)
    {
        var root = JsonNode.Parse(json)!;
        // All are found before one is taken, so that the places in lists do not move.
        foreach (var (holder, key) in paths.SelectMany(path => Find(root, path)).ToList())
        {
            if (holder is JsonArray array)
                array[(int)key] = null;
            else
                ((JsonObject)holder)[(string)key] = null;
        }

        return Compact(root)?.ToJsonString() ?? "";
    }

    private static List<(JsonNode Holder, object Key)> Find(JsonNode root, string path)
    {
        var steps = path.Replace("[", ".[", StringComparison.Ordinal).Split('.');
        var holder = steps[..^1].Aggregate(root, Step);
        var found = Keys(holder, steps[^1]).ToList();
        Assert.True(found.Count > 0, $"There is nothing at {path}.");
        return [.. found.Select(key => (holder, key))];
    }

    // What lies below a primitive stands beside it, under its name with an underscore.
    private static JsonNode Step(JsonNode node, string step) =>
        step[0] == '[' ? node[Index(step)]! : node[step] is JsonObject or JsonArray ? node[step]! : node["_" + step]!;

    private static IEnumerable<object> Keys(JsonNode holder, string step)
    {
        if (step[0] == '[')
            return ((JsonArray)holder).Count > Index(step) ? [Index(step)] : [];
        return new[] { step, "_" + step }.Where(((JsonObject)holder).ContainsKey);
    }

    private static int Index(string step) => int.Parse(step[1..^1], System.Globalization.CultureInfo.InvariantCulture);

    // FHIR JSON has no empty lists and objects.
    private static JsonNode? Compact(JsonNode? node)
    {
        switch (node)
        {
            case JsonObject json:
                var properties = json.Select(p => (p.Key, Value: Compact(p.Value?.DeepClone()))).Where(p => p.Value is not null).ToList();
                return properties.Count == 0 ? null : new JsonObject(properties.Select(p => KeyValuePair.Create(p.Key, p.Value)));
            case JsonArray array:
                var items = array.Select(item => Compact(item?.DeepClone())).Where(item => item is not null).ToArray();
                return items.Length == 0 ? null : new JsonArray(items);
            default:
                return node;
        }
    }
}
