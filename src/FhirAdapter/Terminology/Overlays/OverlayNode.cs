using System.Text.Json;

namespace FhirAdapter.Terminology.Overlays;

/// <summary>One JSON object of an operator's file, with its place for what is wrong in it.</summary>
/// <param name="File">The file's name.</param>
/// <param name="Path">The element, such as <c>group[0].element[2]</c>; empty for the resource.</param>
/// <param name="Json">The object.</param>
/// <param name="Faults">Where faults go.</param>
internal readonly record struct OverlayNode(string File, string Path, JsonElement Json, OverlayFaults Faults)
{
    /// <summary>A text that may be left out.</summary>
    public string? Text(string name)
    {
        if (!Json.TryGetProperty(name, out var value))
            return null;
        if (value.ValueKind == JsonValueKind.String && value.GetString() is { Length: > 0 } text && text == text.Trim())
            return text;
        Error(name, "must be a text without white space at its ends");
        return null;
    }

    /// <summary>A text that must be there.</summary>
    /// <param name="name">The property.</param>
    /// <param name="expected">What it is, as a sentence part.</param>
    public string? Required(string name, string expected)
    {
        if (!Json.TryGetProperty(name, out _))
            Error(name, $"is missing; give {expected}");
        return Text(name);
    }

    /// <summary>The objects of a list that may be left out.</summary>
    public IEnumerable<OverlayNode> Each(string name)
    {
        if (!Json.TryGetProperty(name, out var list))
            yield break;
        if (list.ValueKind != JsonValueKind.Array)
        {
            Error(name, "must be a list");
            yield break;
        }

        for (var i = 0; i < list.GetArrayLength(); i++)
        {
            var item = this with { Path = Below($"{name}[{i}]"), Json = list[i] };
            if (list[i].ValueKind == JsonValueKind.Object)
                yield return item;
            else
                item.Error("", "must be an object");
        }
    }

    public void Error(string name, string text) => Faults.Error(File, Below(name), text);

    public void Warn(string name, string text) => Faults.Warn(File, Below(name), text);

    private string Below(string name) => Path.Length == 0 ? name : name.Length == 0 ? Path : $"{Path}.{name}";
}
