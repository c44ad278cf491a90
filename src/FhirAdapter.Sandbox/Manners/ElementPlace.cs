using System.Globalization;
using System.Text.Json.Nodes;

namespace FhirAdapter.Sandbox.Manners;

/// <summary>One element of a resource in JSON; what stands beside a primitive (<c>_status</c>) belongs to it.</summary>
/// <param name="Parent">The object that holds it.</param>
/// <param name="Name">Its name in FHIR JSON.</param>
/// <param name="Expression">Where it stands, below the resource, for example <c>note[0].text</c>.</param>
internal sealed record ElementPlace(JsonObject Parent, string Name, string Expression)
{
    public JsonNode? Value => Parent[Name];

    /// <summary>The values: the items of a list, or the one.</summary>
    public IEnumerable<JsonNode> Values => Value is JsonArray list ? list.OfType<JsonNode>() : Value is { } one ? [one] : [];

    public void Remove()
    {
        Parent.Remove(Name);
        Parent.Remove("_" + Name);
    }

    /// <summary>The places of a path, in each item of the lists on the way.</summary>
    public static IReadOnlyList<ElementPlace> Find(JsonObject root, string path)
    {
        List<ElementPlace> found = [];
        Find(root, path.Split('.'), "", found);
        return found;
    }

    private static void Find(JsonObject parent, ReadOnlySpan<string> path, string above, List<ElementPlace> found)
    {
        var (name, expression) = (path[0], above.Length == 0 ? path[0] : $"{above}.{path[0]}");
        if (path.Length == 1)
        {
            if (parent.ContainsKey(name) || parent.ContainsKey("_" + name)) found.Add(new ElementPlace(parent, name, expression));
            return;
        }

        foreach (var side in (string[])[name, "_" + name])
        {
            if (parent[side] is JsonObject below) Find(below, path[1..], expression, found);
            if (parent[side] is not JsonArray list) continue;
            for (var i = 0; i < list.Count; i++)
            {
                if (list[i] is JsonObject item) Find(item, path[1..], string.Create(CultureInfo.InvariantCulture, $"{expression}[{i}]"), found);
            }
        }
    }
}
