using System.Globalization;
using System.Text;
using System.Text.Json;

namespace FhirAdapter.Sandbox.Validation;

/// <summary>One pass over a resource's JSON: finds its identifiers and references, and checks the rules of data types.</summary>
internal sealed class ResourceWalk
{
    private readonly List<(string Name, int Index)> _path = [];
    private readonly string _type;

    private ResourceWalk(string type) => _type = type;

    public List<Issue> Malformed { get; } = [];

    public List<Issue> Broken { get; } = [];

    public List<FoundIdentifier> Identifiers { get; } = [];

    public List<FoundReference> References { get; } = [];

    public static ResourceWalk Through(JsonElement root, string type)
    {
        var walk = new ResourceWalk(type);
        walk.Object(root, insideArray: null);
        walk.ReadIdentifiers(root);
        walk.CheckFragments(root);
        return walk;
    }

    private void Object(JsonElement element, string? insideArray)
    {
        if (_path.Count > 0)
        {
            foreach (var rule in ElementRules.Broken(element, insideArray))
                Broken.Add(new Issue("error", "invariant", rule, Path(indexes: true)));
        }

        foreach (var property in element.EnumerateObject())
        {
            if (property.NameEquals("reference") && property.Value.ValueKind == JsonValueKind.String)
                References.Add(new FoundReference(property.Value.GetString()!, Path(indexes: false), Path(indexes: true), DeclaredType(element)));
            _path.Add((property.Name, -1));
            Value(property.Value, property.Name);
            _path.RemoveAt(_path.Count - 1);
        }
    }

    private void Value(JsonElement value, string name)
    {
        switch (value.ValueKind)
        {
            case JsonValueKind.Object:
                Object(value, name);
                break;
            case JsonValueKind.Array:
                var index = 0;
                foreach (var item in value.EnumerateArray())
                {
                    _path[^1] = (name, index++);
                    Value(item, name);
                }

                break;
            case JsonValueKind.String when HasControlCharacter(value.GetString()!):
                Malformed.Add(new Issue("error", "value", "Text must not hold control characters other than tab, carriage return and line feed.", Path(indexes: true)));
                break;
        }
    }

    private void ReadIdentifiers(JsonElement root)
    {
        if (!root.TryGetProperty("identifier", out var found)) return;
        if (found.ValueKind == JsonValueKind.Object) Add(found);
        if (found.ValueKind != JsonValueKind.Array) return;
        foreach (var one in found.EnumerateArray()) Add(one);

        void Add(JsonElement identifier)
        {
            if (identifier.ValueKind == JsonValueKind.Object && identifier.TryGetProperty("value", out var value))
                Identifiers.Add(new FoundIdentifier(identifier.TryGetProperty("system", out var system) ? system.GetString()! : "", value.GetString()!));
        }
    }

    private void CheckFragments(JsonElement root)
    {
        if (!References.Any(reference => reference.Value.StartsWith('#'))) return;
        HashSet<string> contained = root.TryGetProperty("contained", out var list)
            ? [.. list.EnumerateArray().Where(one => one.TryGetProperty("id", out _)).Select(one => "#" + one.GetProperty("id").GetString())]
            : [];
        // "#" alone is the container itself, referred to from a contained resource.
        foreach (var reference in References.Where(one => one.Value.StartsWith('#') && one.Value != "#" && !contained.Contains(one.Value)))
            Broken.Add(new Issue("error", "invariant", "ref-1: a local reference must name a contained resource.", reference.Path));
    }

    private static string? DeclaredType(JsonElement reference) =>
        reference.TryGetProperty("type", out var type) && type.ValueKind == JsonValueKind.String ? type.GetString() : null;

    private static bool HasControlCharacter(string text)
    {
        foreach (var c in text)
        {
            if (c < ' ' && c is not ('\t' or '\r' or '\n')) return true;
        }

        return false;
    }

    private string Path(bool indexes)
    {
        var text = new StringBuilder(_type);
        foreach (var (name, index) in _path)
        {
            text.Append('.').Append(name);
            if (indexes && index >= 0) text.Append(CultureInfo.InvariantCulture, $"[{index}]");
        }

        return text.ToString();
    }
}
