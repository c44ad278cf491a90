using System.Text.Json;
using FhirAdapter.Sandbox.Bundles;
using FhirAdapter.Sandbox.Rest;
using FhirAdapter.Sandbox.Store;

namespace FhirAdapter.Sandbox.Search;

/// <summary>Writes one page of a history, newest first, as a <c>history</c> Bundle.</summary>
internal static class HistorySet
{
    public static byte[] Page(StoreState state, HistoryQuery query, string? type, string? id, Uri baseAddress)
    {
        var versions = id is not null ? OfOne(state, new ResourceKey(type!, id)) : OfAll(state, type);
        var matches = versions.TakeWhile(version => version.LastUpdated >= query.Since).ToArray();
        var page = matches.Where(version => version.Sequence < query.Before).Take(query.PageSize).ToArray();
        var path = string.Join('/', new[] { type, id, "_history" }.Where(part => part is not null));
        var self = query.Query.Length == 0 ? path : $"{path}?{query.Query}";
        var more = page.Length > 0 && matches[^1].Sequence < page[^1].Sequence;
        var next = more ? $"{path}?{Paging.Parameter}={new Paging(page[^1].Sequence, query.Query).Token}" : null;
        return JsonBytes.Of(writer =>
        {
            BundleHead.Write(writer, "history", matches.Length, baseAddress, self, next);
            if (page.Length > 0)
            {
                writer.WriteStartArray("entry");
                foreach (var version in page) Entry(writer, version, baseAddress);
                writer.WriteEndArray();
            }

            writer.WriteEndObject();
        });
    }

    private static IEnumerable<ResourceVersion> OfOne(StoreState state, ResourceKey key)
    {
        for (var version = state.Newest(key); version is not null; version = version.Previous) yield return version;
    }

    private static IEnumerable<ResourceVersion> OfAll(StoreState state, string? type)
    {
        for (var at = state.Log.Count - 1; at >= 0; at--)
        {
            if (type is null || state.Log[at].Key.Type == type) yield return state.Log[at];
        }
    }

    private static void Entry(Utf8JsonWriter writer, ResourceVersion version, Uri baseAddress)
    {
        writer.WriteStartObject();
        writer.WriteString("fullUrl", $"{baseAddress.AbsoluteUri}/{version.Key}");
        if (!version.Deleted)
        {
            writer.WritePropertyName("resource");
            writer.WriteRawValue(version.Json, skipInputValidation: true);
        }

        writer.WriteStartObject("request");
        writer.WriteString("method", version.Verb);
        writer.WriteString("url", version.Verb == "POST" ? version.Key.Type : version.Key.ToString());
        writer.WriteEndObject();
        var status = version.Deleted ? 204 : version.Previous is null or { Deleted: true } ? 201 : 200;
        var location = version.Deleted ? null : version.Location;
        EntryResponse.Write(writer, new FhirResponse(status) { ETag = version.ETag, LastModified = version.LastUpdated, Location = location });
        writer.WriteEndObject();
    }
}
