using System.Text.Json;

namespace FhirAdapter.Tests.Profiles;

/// <summary>One element of a snapshot with what is below it: the little of ElementDefinition that the checks look at.</summary>
internal sealed class ProfileElement
{
    private readonly Dictionary<string, ProfileElement> _children = new(StringComparer.Ordinal);
    private readonly List<ProfileElement> _slices = [];

    private ProfileElement(string name, string? slice, JsonElement json)
    {
        (Name, Slice, Json) = (name, slice, json);
        Min = Json.TryGetProperty("min", out var min) ? min.GetInt32() : 0;
        Max = Text("max") is { } max && max != "*" ? int.Parse(max, System.Globalization.CultureInfo.InvariantCulture) : int.MaxValue;
        Pattern = json.EnumerateObject().FirstOrDefault(p => p.Name.StartsWith("pattern", StringComparison.Ordinal) || p.Name.StartsWith("fixed", StringComparison.Ordinal)).Value;
        Types = [.. Items("type").Select(t => t.GetProperty("code").GetString()!)];
        Profiles = [.. Items("type").SelectMany(t => Strings(t, "profile"))];
        Targets = [.. Items("type").SelectMany(t => Strings(t, "targetProfile")).Select(t => t.Split('/')[^1])];
        Required = json.TryGetProperty("binding", out var b) && b.GetProperty("strength").GetString() == "required" ? b.GetProperty("valueSet").GetString() : null;
        Least = Number("minValueDecimal");
        Most = Number("maxValueDecimal");
    }

    /// <summary>Its name in the JSON of a resource; of a choice still with <c>[x]</c>.</summary>
    public string Name { get; }

    /// <summary>The name of the slice it is.</summary>
    public string? Slice { get; }

    public JsonElement Json { get; }

    public int Min { get; }

    public int Max { get; }

    /// <summary>The value it must have, or have among others; undefined for any.</summary>
    public JsonElement Pattern { get; }

    public IReadOnlyList<string> Types { get; }

    /// <summary>The profiles of its types: for an extension, the extension's canonical.</summary>
    public IReadOnlyList<string> Profiles { get; }

    /// <summary>For a reference: the types that it may point to.</summary>
    public IReadOnlyList<string> Targets { get; }

    /// <summary>The value set that its codes must come from.</summary>
    public string? Required { get; }

    public decimal? Least { get; }

    public decimal? Most { get; }

    public IReadOnlyCollection<ProfileElement> Children => _children.Values;

    public IReadOnlyList<ProfileElement> Slices => _slices;

    /// <summary>The StructureDefinition's <c>context</c>, for an extension.</summary>
    public IReadOnlyList<string> Contexts { get; private set; } = [];

    public bool IsChoice => Name.EndsWith("[x]", StringComparison.Ordinal);

    public ProfileElement? Child(string name) => _children.GetValueOrDefault(name);

    /// <summary>The tree of a StructureDefinition's snapshot.</summary>
    public static ProfileElement Of(JsonElement definition)
    {
        ProfileElement? root = null;
        foreach (var json in definition.GetProperty("snapshot").GetProperty("element").EnumerateArray())
        {
            var path = json.GetProperty("id").GetString()!.Split('.');
            if (root is null)
                root = new ProfileElement(path[0], null, json);
            else
                path[1..^1].Aggregate(root, (at, step) => at.Step(step)).Add(path[^1], json);
        }

        root!.Contexts = [.. definition.TryGetProperty("context", out var contexts) ? contexts.EnumerateArray().Select(c => c.GetProperty("expression").GetString()!) : []];
        return root;
    }

    private ProfileElement Step(string step)
    {
        var (name, slice) = Split(step);
        return slice is null ? _children[name] : _children[name]._slices.Single(s => s.Slice == slice);
    }

    private void Add(string step, JsonElement json)
    {
        var (name, slice) = Split(step);
        if (slice is null)
            _children.Add(name, new ProfileElement(name, null, json));
        else
            _children[name]._slices.Add(new ProfileElement(name, slice, json));
    }

    private static (string Name, string? Slice) Split(string step) => step.Split(':') is [var name, var slice] ? (name, slice) : (step, null);

    private string? Text(string name) => Json.TryGetProperty(name, out var value) ? value.GetString() : null;

    private decimal? Number(string name) => Json.TryGetProperty(name, out var value) ? value.GetDecimal() : null;

    private List<JsonElement> Items(string name) => Json.TryGetProperty(name, out var array) ? [.. array.EnumerateArray()] : [];

    private static IEnumerable<string> Strings(JsonElement json, string name) =>
        json.TryGetProperty(name, out var array) ? array.EnumerateArray().Select(a => a.GetString()!) : [];
}
