using FhirAdapter.Sandbox.Rest;
using FhirAdapter.Sandbox.Store;

namespace FhirAdapter.Sandbox.Search;

/// <summary>Runs a search and writes one page of it as a <c>searchset</c> Bundle.</summary>
internal static class SearchSet
{
    public static byte[] Page(IStoreView view, SearchQuery query, long? after, Uri baseAddress)
    {
        var total = 0;
        var page = new List<ResourceVersion>();
        var more = false;
        if (query is { Clauses.Count: 0, CountOnly: true }) total = view.Live(query.Type).Count;
        else
        {
            foreach (var version in query.Run(view))
            {
                total++;
                if (query.CountOnly || version.Slot.Ordinal <= (after ?? -1)) continue;
                if (page.Count < query.PageSize) page.Add(version);
                else more = true;
            }
        }

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
}
