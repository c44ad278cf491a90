using FhirAdapter.Failures;
using System.Globalization;
using System.Text.Json;
using System.Text.Json.Nodes;

namespace FhirAdapter.WriteProfiles.Reading;

/// <summary>One JSON object of a profile, with its place for what is wrong in it.</summary>
internal sealed class ProfileNode(IReadOnlyList<ProfileLayer> layers, string[] path, JsonObject json, ProfileFaults faults)
{
    public IEnumerable<string> Names => json.Select(property => property.Key);

    /// <summary>Whether a property is there.</summary>
    public bool Has(string name) => json.ContainsKey(name);

    /// <summary>Refuses properties that nobody knows; <c>remark</c> may stand anywhere.</summary>
    public ProfileNode Knows(params string[] known)
    {
        foreach (var name in Names.Where(name => name != "remark" && !known.Contains(name)).ToList())
            Fault(name, $"is no line of a write profile. {Suggestion.For(name, known.Append("remark"))}");
        return this;
    }

    /// <summary>The object below a name, or an empty one.</summary>
    public ProfileNode Object(string name) => Below(name, json[name] as JsonObject ?? Wrong(name, "must be an object"));

    /// <summary>The objects below a name, by their own names.</summary>
    public IEnumerable<(string Name, ProfileNode Node)> Objects(string name)
    {
        var all = Object(name);
        return all.Names.ToList().Select(each => (each, all.Object(each)));
    }

    public string? Text(string name)
    {
        if (json[name] is not { } value)
            return null;
        var kind = value.GetValueKind();
        var text = kind is JsonValueKind.String ? value.GetValue<string>() : kind is JsonValueKind.Number ? value.ToJsonString() : "";
        if (text.Length > 0 && text.Trim() == text)
            return text;
        Fault(name, "must be a text without white space at its ends");
        return null;
    }

    /// <summary>A text that must be there.</summary>
    public string Required(string name, string expected)
    {
        if (!Has(name))
            Fault(name, $"is missing; give {expected}");
        return Text(name) ?? "";
    }

    public bool? Truth(string name)
    {
        if (json[name] is not { } value)
            return null;
        if (value.GetValueKind() is JsonValueKind.True or JsonValueKind.False)
            return value.GetValue<bool>();
        Fault(name, "must be true or false");
        return null;
    }

    public int? Whole(string name, int least, int most)
    {
        if (json[name] is not { } value)
            return null;
        if (value is JsonValue number && number.TryGetValue<int>(out var whole) && whole >= least && whole <= most)
            return whole;
        Fault(name, $"must be a whole number from {least} to {most}");
        return null;
    }

    public TimeSpan? Time(string name)
    {
        if (Text(name) is not { } text)
            return null;
        if (TimeSpan.TryParseExact(text, "c", CultureInfo.InvariantCulture, out var time) && time > TimeSpan.Zero && time <= TimeSpan.FromDays(7))
            return time;
        Fault(name, "must be a length of time up to 7 days as [days.]hours:minutes:seconds, such as 00:09:30");
        return null;
    }

    /// <summary>One of some words.</summary>
    public T Choice<T>(string name, IReadOnlyDictionary<string, T> words, T otherwise)
    {
        if (Text(name) is not { } text)
            return otherwise;
        if (words.TryGetValue(text, out var choice))
            return choice;
        Fault(name, $"must be one of {string.Join(", ", words.Keys)}");
        return otherwise;
    }

    /// <summary>A list of texts; nothing where it is not there.</summary>
    public IReadOnlyList<string>? Texts(string name)
    {
        if (json[name] is not { } value)
            return null;
        if (value is JsonArray list && list.All(item => item?.GetValueKind() is JsonValueKind.String))
            return [.. list.Select(item => item!.GetValue<string>())];
        Fault(name, "must be a list of texts");
        return null;
    }

    /// <summary>Sees that the facts of this object say where they come from.</summary>
    public ProfileNode Sourced(IReadOnlyDictionary<string, FactSource> sources)
    {
        var named = json["source"] is JsonArray ? Texts("source") ?? [] : Text("source") is { } one ? [one] : Array.Empty<string>();
        if (!Has("source") || named.Count == 0)
            Fault("source", $"is missing; name one of sources, or several ({string.Join(", ", sources.Keys)})");
        foreach (var name in named.Where(name => !sources.ContainsKey(name)))
            Fault("source", $"names {name}, which is not in sources. {Suggestion.For(name, sources.Keys)}");
        return this;
    }

    /// <summary>Says what is wrong with a property, or with the object itself where the name is empty.</summary>
    public void Fault(string name, string text)
    {
        string[] place = name.Length == 0 ? path : [.. path, name];
        var layer = layers.LastOrDefault(each => each.Says(place)) ?? layers[^1];
        faults.Add($"{layer.Name}#/{string.Join('/', place.Select(step => step.Replace("~", "~0", StringComparison.Ordinal).Replace("/", "~1", StringComparison.Ordinal)))}", text);
    }

    private JsonObject Wrong(string name, string text)
    {
        if (Has(name))
            Fault(name, text);
        return [];
    }

    private ProfileNode Below(string name, JsonObject inner) => new(layers, [.. path, name], inner, faults);
}
