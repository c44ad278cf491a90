using System.Globalization;
using System.Text.Json.Nodes;

namespace FhirAdapter.Proof.FaultServer.Fhir;

/// <summary>Searches by identifier or by patient; what does not fit a page has a link to the next one, whose address says nothing of what was asked.</summary>
/// <param name="store">Where it searches; whoever calls holds its lock.</param>
/// <param name="pageSize">The most matches of a page.</param>
internal sealed class Searches(FhirStore store, int pageSize)
{
    private const string Page = "page=";

    private readonly List<List<StoredResource>> _rest = [];

    /// <summary>Where the links lead; nothing where they are relative.</summary>
    public Uri? Base { get; init; }

    /// <summary>Whether an address is that of a page after the first.</summary>
    public static bool IsNextPage(string target) => target.StartsWith($"/?{Page}", StringComparison.Ordinal);

    public WireReply First(string type, string query) => Reply([.. Matches(type, query).Distinct()]);

    public WireReply Next(string query) =>
        query.StartsWith(Page, StringComparison.Ordinal) && int.TryParse(query.AsSpan(Page.Length), CultureInfo.InvariantCulture, out var number) && number < _rest.Count
            ? Reply(_rest[number])
            : WireReply.Outcome(404, "not-found");

    private IEnumerable<StoredResource> Matches(string type, string query) =>
        query.Split('&').FirstOrDefault(each => each.StartsWith("patient=", StringComparison.Ordinal)) is { } patient
            ? store.All.Where(each => each.Type == type && IsOf(each, Uri.UnescapeDataString(patient["patient=".Length..])))
            : Write.IdentifiersOf(query).SelectMany(each => store.Find(type, each));

    private static bool IsOf(StoredResource stored, string patient) =>
        (string?)(stored.Json["subject"] ?? stored.Json["patient"])?["reference"] == $"Patient/{patient}";

    private WireReply Reply(List<StoredResource> matches)
    {
        var bundle = new JsonObject
        {
            ["resourceType"] = "Bundle", ["type"] = "searchset",
            ["entry"] = new JsonArray([.. matches.Take(pageSize).Select(each => new JsonObject { ["resource"] = each.Json.DeepClone() })]),
        };
        if (matches.Count > pageSize)
        {
            _rest.Add(matches[pageSize..]);
            bundle["link"] = new JsonArray(new JsonObject { ["relation"] = "next", ["url"] = string.Create(CultureInfo.InvariantCulture, $"{Base}?{Page}{_rest.Count - 1}") });
        }
        return WireReply.Text(200, bundle.ToJsonString());
    }
}
