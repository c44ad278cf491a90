using System.Globalization;
using FhirAdapter.Sandbox.Store;
using FhirAdapter.Sandbox.Validation;

namespace FhirAdapter.Sandbox.Pages;

/// <summary>The page at <c>/</c>: what this is, what it holds, and the latest resources.</summary>
internal static class StartPage
{
    private const int Latest = 20;

    private static readonly string[] AlwaysListed = ["Patient", "Procedure", "Observation", "Condition"];

    public static string Write(StoreState state, Uri baseAddress)
    {
        var types = AlwaysListed.Concat(state.LiveByType.Where(one => !one.Value.IsEmpty).Select(one => one.Key).Order(StringComparer.Ordinal)).Distinct();
        var counts = string.Concat(types.Select(type =>
            $"<tr><td><a href=\"/fhir/{Html.Encode(type)}\">{Html.Encode(type)}</a></td><td class=\"n\">{state.Live(type).Count.ToString("N0", CultureInfo.InvariantCulture)}</td></tr>\n"));
        var latest = string.Concat(Enumerable.Range(1, Math.Min(Latest, state.Log.Count)).Select(back => Row(state.Log[^back])));
        return Html.Page("FhirAdapter sandbox", $"""
            <h1>FhirAdapter sandbox</h1>
            <p class="note">An in-memory FHIR R4 server for demonstration and tests: no durability, no security, not for real patients.</p>
            <p>FHIR base: <code>{Html.Encode(baseAddress.AbsoluteUri)}</code> &middot; <a href="/fhir/metadata">CapabilityStatement</a>
            &middot; <a href="/fhir/_history">history</a></p>
            <h2>Resources</h2>
            <table><tr><th>Type</th><th>Live</th></tr>
            {counts}</table>
            <h2>Latest writes</h2>
            <table><tr><th>Resource</th><th>Version</th><th>Written</th></tr>
            {latest}</table>
            """);
    }

    private static string Row(ResourceVersion version)
    {
        var address = Html.Encode(version.Key.ToString());
        var link = version.Deleted ? $"{address} (deleted)" : $"<a href=\"/fhir/{address}\">{address}</a>";
        return $"<tr><td>{link}</td><td>{version.VersionId}</td><td>{FhirTime.Text(version.LastUpdated)}</td></tr>\n";
    }
}
