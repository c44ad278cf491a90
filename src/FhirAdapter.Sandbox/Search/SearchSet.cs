using FhirAdapter.Sandbox.Rest;
using FhirAdapter.Sandbox.Store;

namespace FhirAdapter.Sandbox.Search;

/// <summary>Runs a search and writes one page of it as a <c>searchset</c> Bundle.</summary>
internal static class SearchSet
{
    public static byte[] Page(IStoreView view, SearchQuery query, long? after, Uri baseAddress)
    {
        var (total, page, more) = query is { Clauses.Count: 0 } ? Listed(view, query, after) : Searched(view, query, after);
        var text = QueryPair.Format(query.Used);
        var self = text.Length == 0 ? query.Type : $"{query.Type}?{text}";
        var next = more ? $"{query.Type}?{Paging.Parameter}={new Paging(page[^1].Slot.Ordinal, text).Token}" : null;
        return JsonBytes.Of(writer =>
        {
            BundleHead.Write(writer, "searchset", total, baseAddress, self, next);
            if (page.Count > 0)
            {
                writer.WriteStartArray("entry");
                foreach (var version in page)
                {
                    writer.WriteStartObject();
                    writer.WriteString("fullUrl", $"{baseAddress.AbsoluteUri}/{version.Key}");
                    writer.WritePropertyName("resource");
                    writer.WriteRawValue(version.Json, skipInputValidation: true);
                    writer.WriteStartObject("search");
                    writer.WriteString("mode", "match");
                    writer.WriteEndObject();
                    writer.WriteEndObject();
                }

                writer.WriteEndArray();
            }

            writer.WriteEndObject();
        });
    }

    /// <summary>All of a type: counted and cut without looking at each.</summary>
    private static (int Total, List<ResourceVersion> Page, bool More) Listed(IStoreView view, SearchQuery query, long? after)
    {
        var slots = view.Live(query.Type);
        var at = after is { } last ? slots.IndexOf(new Slot(last, "")) : -1;
        var start = at < 0 && after is not null ? ~at : at + 1;
        var count = query.CountOnly ? 0 : Math.Min(query.PageSize, slots.Count - start);
        var page = Enumerable.Range(start, count).Select(index => view.Newest(new ResourceKey(query.Type, slots[index].Id))!).ToList();
        return (slots.Count, page, !query.CountOnly && start + count < slots.Count);
    }

    private static (int Total, List<ResourceVersion> Page, bool More) Searched(IStoreView view, SearchQuery query, long? after)
    {
        var (total, page, more) = (0, new List<ResourceVersion>(), false);
        foreach (var version in query.Run(view))
        {
            total++;
            if (query.CountOnly || version.Slot.Ordinal <= (after ?? -1)) continue;
            if (page.Count < query.PageSize) page.Add(version);
            else more = true;
        }

        return (total, page, more);
    }
}
