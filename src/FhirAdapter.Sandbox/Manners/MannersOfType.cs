using System.Text.Json.Nodes;

namespace FhirAdapter.Sandbox.Manners;

/// <summary>What the manners say of one resource type.</summary>
internal sealed class MannersOfType
{
    public MannersOfType(JsonObject? json)
    {
        Interactions = Texts(json?["interactions"]);
        SearchParameters = Texts(json?["searchParameters"]);
        KeepsIdentifier = json?["keepsIdentifier"]?.GetValue<bool>() != false;
        KeepsVersions = json?["versions"]?.GetValue<bool>() != false;
        OtherElements = json?["otherElements"]?.GetValue<string>() ?? "kept";
        Extensions = json?["extensions"]?.GetValue<string>() ?? "kept";
        Elements = (json?["elements"] as JsonObject)?.ToDictionary(each => each.Key, each => each.Value!.AsObject()) ?? [];
    }

    public IReadOnlySet<string>? Interactions { get; }

    public IReadOnlySet<string>? SearchParameters { get; }

    public bool KeepsIdentifier { get; }

    public bool KeepsVersions { get; }

    public string OtherElements { get; }

    public string Extensions { get; }

    /// <summary>What is said of single elements, by path.</summary>
    public IReadOnlyDictionary<string, JsonObject> Elements { get; }

    public bool Takes(string interaction) => Interactions?.Contains(interaction) != false;

    /// <summary>Whether something is said of an element or of one below it.</summary>
    public bool Names(string path) => Elements.Keys.Any(each => each == path || each.StartsWith(path + ".", StringComparison.Ordinal));

    private static HashSet<string>? Texts(JsonNode? list) => list is null ? null : [.. list.AsArray().Select(item => item!.GetValue<string>())];
}
