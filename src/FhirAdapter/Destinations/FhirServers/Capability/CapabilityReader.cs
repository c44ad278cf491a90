using System.Text.Json;
using FhirAdapter.Destinations.FhirServers.Http;

namespace FhirAdapter.Destinations.FhirServers.Capability;

/// <summary>Reads a CapabilityStatement by the few fields that matter, whatever else is in it: real ones are often not valid.</summary>
internal static class CapabilityReader
{
    private static readonly JsonDocumentOptions Lenient = new() { MaxDepth = 64, AllowTrailingCommas = true, CommentHandling = JsonCommentHandling.Skip };

    /// <summary>The capability, or <see langword="null"/> where the bytes are not a CapabilityStatement.</summary>
    public static ServerCapability? Read(ReadOnlyMemory<byte> json)
    {
        try
        {
            using var document = JsonDocument.Parse(json, Lenient);
            var root = document.RootElement;
            return JsonFault.Text(root, "resourceType") == "CapabilityStatement" ? Statement(root) : null;
        }
        catch (Exception fault) when (JsonFault.Is(fault))
        {
            return null;
        }
    }

    private static ServerCapability Statement(JsonElement root)
    {
        List<JsonElement> rests = [.. Items(root, "rest")];
        var rest = rests.FirstOrDefault(each => JsonFault.Text(each, "mode") == "server");
        if (rest.ValueKind == JsonValueKind.Undefined)
            rest = rests.FirstOrDefault();
        var interactions = Codes(rest, "interaction");
        var types = new Dictionary<string, TypeCapability>(StringComparer.Ordinal);
        foreach (var resource in Items(rest, "resource"))
        {
            if (JsonFault.Text(resource, "type") is { } type)
                types[type] = Type(resource);
        }
        return new ServerCapability(
            Software(root), JsonFault.Text(root, "fhirVersion"), interactions.Contains("transaction"), interactions.Contains("batch"), types);
    }

    private static TypeCapability Type(JsonElement resource)
    {
        var can = Codes(resource, "interaction");
        var parameters = Items(resource, "searchParam").Select(each => JsonFault.Text(each, "name") ?? "").ToHashSet(StringComparer.Ordinal);
        return new TypeCapability(
            can.Contains("create"),
            can.Contains("update"),
            can.Contains("read"),
            can.Contains("search-type"),
            True(resource, "conditionalCreate"),
            True(resource, "conditionalUpdate"),
            True(resource, "updateCreate"),
            JsonFault.Text(resource, "versioning") != "no-version",
            parameters.Contains("identifier"))
        {
            SearchParameters = parameters,
            Match = Items(resource, "operation").Any(each => JsonFault.Text(each, "name")?.TrimStart('$') == "match"),
        };
    }

    private static string? Software(JsonElement root) =>
        root.TryGetProperty("software", out var software) ? $"{JsonFault.Text(software, "name")} {JsonFault.Text(software, "version")}".Trim() : null;

    private static HashSet<string> Codes(JsonElement parent, string name) =>
        Items(parent, name).Select(each => JsonFault.Text(each, "code") ?? "").ToHashSet(StringComparer.Ordinal);

    private static JsonElement.ArrayEnumerator Items(JsonElement parent, string name) =>
        parent.ValueKind == JsonValueKind.Object && parent.TryGetProperty(name, out var array) && array.ValueKind == JsonValueKind.Array
            ? array.EnumerateArray()
            : default;

    private static bool True(JsonElement parent, string name) =>
        parent.TryGetProperty(name, out var value) && value.ValueKind == JsonValueKind.True;
}
