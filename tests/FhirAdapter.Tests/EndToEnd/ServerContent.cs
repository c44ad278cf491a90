using System.Globalization;
using System.Text.Json.Nodes;

namespace FhirAdapter.Tests.EndToEnd;

/// <summary>What a server holds, by business identifier, without what a server adds itself.</summary>
internal static class ServerContent
{
    private static readonly string[] Types = ["Procedure", "Condition", "Observation", "Device", "AllergyIntolerance", "Patient", "Practitioner"];

    /// <summary>Every resource of the types the adapter writes, paged through by search.</summary>
    public static async Task<ILookup<string, JsonObject>> ReadAsync(Uri server)
    {
        using var client = new HttpClient();
        var all = new List<JsonObject>();
        foreach (var type in Types)
        {
            var page = new Uri($"{server.AbsoluteUri.TrimEnd('/')}/{type}?_count=200").AbsoluteUri;
            while (page is not null)
            {
                var bundle = JsonNode.Parse(await client.GetStringAsync(new Uri(page)))!.AsObject();
                all.AddRange((bundle["entry"]?.AsArray() ?? []).Select(e => e!["resource"]!.AsObject()));
                page = (bundle["link"]?.AsArray() ?? []).FirstOrDefault(l => (string?)l!["relation"] == "next")?["url"]?.GetValue<string>();
            }
        }

        return all.ToLookup(Key);
    }

    /// <summary>How a resource is named at every server.</summary>
    public static string Key(JsonObject resource) =>
        $"{resource["resourceType"]} {resource["identifier"]![0]!["system"]}|{resource["identifier"]![0]!["value"]}";

    /// <summary>The resource without id, meta and literal references, numbers without trailing zeros: what two servers must agree on.</summary>
    public static string Comparable(JsonObject resource)
    {
        var copy = resource.DeepClone().AsObject();
        copy.Remove("id");
        copy.Remove("meta");
        return Strip(copy)!.ToJsonString();
    }

    private static JsonNode? Strip(JsonNode? node)
    {
        switch (node)
        {
            case JsonObject entry:
                return new JsonObject(entry.Where(p => p.Key != "reference" || p.Value is not JsonValue).OrderBy(p => p.Key, StringComparer.Ordinal)
                    .Select(p => KeyValuePair.Create(p.Key, Strip(p.Value))));
            case JsonArray items:
                return new JsonArray([.. items.Select(Strip)]);
            case JsonValue value when value.GetValueKind() == System.Text.Json.JsonValueKind.Number:
                return JsonValue.Create(decimal.Parse(value.ToJsonString(), CultureInfo.InvariantCulture) / 1.0000000000000000m);
            default:
                return node?.DeepClone();
        }
    }
}
