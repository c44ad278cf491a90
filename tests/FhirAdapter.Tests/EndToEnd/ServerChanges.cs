using System.Text.Json.Nodes;
using FhirAdapter.Sandbox;

namespace FhirAdapter.Tests.EndToEnd;

/// <summary>What became other at a server between two looks at it.</summary>
internal sealed class ServerChanges
{
    private readonly IReadOnlyDictionary<string, string> _before;
    private readonly IReadOnlyDictionary<string, string> _after;

    public ServerChanges(IReadOnlyDictionary<string, string> before, IReadOnlyDictionary<string, string> after) => (_before, _after) = (before, after);

    /// <summary>What a server holds, by type and id.</summary>
    public static IReadOnlyDictionary<string, string> Look(SandboxServer server) =>
        server.Resources.ToDictionary(each => $"{each.Type}/{each.Id}", each => System.Text.Encoding.UTF8.GetString(each.Json.Span));

    /// <summary>What was created or is another than it was.</summary>
    public IReadOnlyList<JsonObject> All =>
        [.. _after.Where(each => _before.GetValueOrDefault(each.Key) != each.Value).Select(each => JsonNode.Parse(each.Value)!.AsObject())];

    /// <summary>Whether a resource says that it, or the one that it names by its date, was entered in error.</summary>
    /// <param name="resource">The resource.</param>
    /// <param name="words">The words for that of its kind of server.</param>
    public static bool IsRetraction(JsonObject resource, string words)
    {
        var said = words[..words.IndexOf("{date}", StringComparison.Ordinal)];
        return (string?)resource["status"] == "entered-in-error"
            || resource["verificationStatus"]?["coding"]?.AsArray().Any(coding => (string?)coding!["code"] == "entered-in-error") == true
            || ((string?)resource["note"]?[0]?["text"] ?? (string?)resource["description"])?.StartsWith(said, StringComparison.Ordinal) == true;
    }
}
