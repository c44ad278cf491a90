using System.Text;
using System.Text.Json;
using FhirAdapter.Destinations.FhirServers.Http;

namespace FhirAdapter.Destinations.FhirServers.Identity;

/// <summary>Reads a searchset: which resource bears which of the identifiers asked for.</summary>
internal static class SearchReplyReader
{
    private static readonly JsonDocumentOptions Depth = new() { MaxDepth = 64 };

    /// <summary>The answers for those found, and whether there are more pages; <see langword="null"/> where the bytes are no whole searchset.</summary>
    public static (Dictionary<ResourceIdentity, SearchAnswer> Found, bool HasMore)? Read(ReadOnlyMemory<byte> body, string type)
    {
        try
        {
            using var document = JsonDocument.Parse(body, Depth);
            var root = document.RootElement;
            if (Text(root, "resourceType") != "Bundle" || Text(root, "type") != "searchset")
                return null;
            var found = new Dictionary<ResourceIdentity, SearchAnswer>();
            foreach (var entry in Items(root, "entry"))
            {
                // What the server adds of its own accord says so; a match of another type is no answer to what was asked.
                if (!entry.TryGetProperty("resource", out var resource) || IsAddition(entry, resource))
                    continue;
                if (Text(resource, "resourceType") != type || Text(resource, "id") is not { } id || !RemoteId.IsId(id))
                    return null;
                var version = resource.TryGetProperty("meta", out var meta) ? RemoteId.VersionOfETag(Text(meta, "versionId")) : null;
                foreach (var identity in Identities(resource, type).Distinct())
                {
                    found.TryGetValue(identity, out var before);
                    found[identity] = new SearchAnswer(before.Matches + 1, before.Remote ?? new RemoteId(type, id, version));
                }
            }
            return (found, Items(root, "link").Any(each => Text(each, "relation") == "next"));
        }
        catch (Exception fault) when (JsonFault.Is(fault))
        {
            return null;
        }
    }

    /// <summary>Reads one resource: its id and version, and the identifiers it bears; <see langword="null"/> where it is none of that type.</summary>
    public static (RemoteId Remote, HashSet<ResourceIdentity> Identities)? ReadResource(ReadOnlyMemory<byte> body, string type)
    {
        try
        {
            using var document = JsonDocument.Parse(body, Depth);
            var root = document.RootElement;
            if (Text(root, "resourceType") != type || Text(root, "id") is not { } id || !RemoteId.IsId(id))
                return null;
            var version = root.TryGetProperty("meta", out var meta) ? RemoteId.VersionOfETag(Text(meta, "versionId")) : null;
            return (new RemoteId(type, id, version), [.. Identities(root, type)]);
        }
        catch (Exception fault) when (JsonFault.Is(fault))
        {
            return null;
        }
    }

    /// <summary>Reads every resource of a searchset that bears an identity, each with its bytes; <see langword="null"/> where there may be more.</summary>
    public static List<(RemoteId Remote, ReadOnlyMemory<byte> Json)>? ReadAll(ReadOnlyMemory<byte> body, ResourceIdentity identity)
    {
        if (Read(body, identity.Type) is not (_, HasMore: false))
            return null;
        using var document = JsonDocument.Parse(body, Depth);
        var all = new List<(RemoteId, ReadOnlyMemory<byte>)>();
        foreach (var entry in Items(document.RootElement, "entry"))
        {
            if (!entry.TryGetProperty("resource", out var resource))
                continue;
            var json = Encoding.UTF8.GetBytes(resource.GetRawText());
            if (ReadResource(json, identity.Type) is { } read && read.Identities.Contains(identity))
                all.Add((read.Remote, json));
        }
        return all;
    }

    /// <summary>Reads every resource of a page of a searchset with its bytes, and the link to the next page; <see langword="null"/> where the bytes are no whole searchset.</summary>
    public static (List<(RemoteId Remote, ReadOnlyMemory<byte> Json)> Found, string? Next)? ReadWhole(ReadOnlyMemory<byte> body, string type)
    {
        if (Read(body, type) is null)
            return null;
        using var document = JsonDocument.Parse(body, Depth);
        var found = new List<(RemoteId, ReadOnlyMemory<byte>)>();
        foreach (var entry in Items(document.RootElement, "entry"))
        {
            if (!entry.TryGetProperty("resource", out var resource) || IsAddition(entry, resource))
                continue;
            var json = Encoding.UTF8.GetBytes(resource.GetRawText());
            if (ReadResource(json, type) is { } read)
                found.Add((read.Remote, json));
        }
        var next = Items(document.RootElement, "link").Where(each => Text(each, "relation") == "next").Select(each => Text(each, "url") ?? "").FirstOrDefault();
        return (found, next);
    }

    private static bool IsAddition(JsonElement entry, JsonElement resource) =>
        Text(resource, "resourceType") == "OperationOutcome"
        || (entry.TryGetProperty("search", out var search) && Text(search, "mode") is "include" or "outcome");

    private static IEnumerable<ResourceIdentity> Identities(JsonElement resource, string type) =>
        Items(resource, "identifier").Select(each => new ResourceIdentity(type, Text(each, "system") ?? "", Text(each, "value") ?? ""));

    private static JsonElement.ArrayEnumerator Items(JsonElement parent, string name) =>
        parent.TryGetProperty(name, out var array) && array.ValueKind == JsonValueKind.Array ? array.EnumerateArray() : default;

    private static string? Text(JsonElement parent, string name) =>
        parent.TryGetProperty(name, out var value) ? JsonFault.Text(value) : null;
}
