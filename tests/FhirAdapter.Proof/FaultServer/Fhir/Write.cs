using System.Text.Json.Nodes;

namespace FhirAdapter.Proof.FaultServer.Fhir;

/// <summary>One write that is asked for, alone or as an entry of a bundle.</summary>
/// <param name="Method">POST or PUT.</param>
/// <param name="Url">Relative to the base: <c>Type</c>, <c>Type/id</c> or <c>Type?identifier=</c>.</param>
/// <param name="Json">The resource.</param>
/// <param name="IfNoneExist">The search that must have no match.</param>
/// <param name="IfMatch">The version that is to be replaced.</param>
/// <param name="FullUrl">What other entries of the bundle call it.</param>
internal sealed record Write(string Method, string Url, JsonObject Json, string? IfNoneExist, string? IfMatch, string? FullUrl)
{
    public string Type => Url.Split('/', '?')[0];

    public string? Id => Url.Split('?')[0].Split('/') is [_, var id] ? id : null;

    public string? Query => Url.Split('?') is [_, var query] ? query : null;

    public static Write OfEntry(JsonNode entry)
    {
        var request = entry["request"]!;
        return new Write(
            (string)request["method"]!, (string)request["url"]!, (JsonObject)entry["resource"]!.DeepClone(),
            (string?)request["ifNoneExist"], (string?)request["ifMatch"], (string?)entry["fullUrl"]);
    }

    /// <summary>The identifiers of a query <c>identifier=a,b&amp;_count=n</c>, as <c>system|value</c>.</summary>
    public static IReadOnlyList<string> IdentifiersOf(string query)
    {
        var value = query.Split('&').FirstOrDefault(each => each.StartsWith("identifier=", StringComparison.Ordinal));
        return value is null ? [] : [.. value["identifier=".Length..].Split(',').Select(each => Unescape(Uri.UnescapeDataString(each)))];
    }

    private static string Unescape(string token) => token
        .Replace(@"\|", "|", StringComparison.Ordinal).Replace(@"\,", ",", StringComparison.Ordinal)
        .Replace(@"\$", "$", StringComparison.Ordinal).Replace(@"\\", @"\", StringComparison.Ordinal);
}
