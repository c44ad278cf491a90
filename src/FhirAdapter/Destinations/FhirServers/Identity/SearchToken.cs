namespace FhirAdapter.Destinations.FhirServers.Identity;

/// <summary>Writes token search values (R4 search.html 3.1.1.5.5 and 3.1.1.4.0.1), fit for a URL and for a form body.</summary>
internal static class SearchToken
{
    /// <summary><c>system|value</c>: first FHIR's own escapes, then percent-encoding.</summary>
    public static string Of(string system, string value) => Uri.EscapeDataString($"{Escape(system)}|{Escape(value)}");

    /// <summary>Several tokens of which any may match.</summary>
    public static string AnyOf(IEnumerable<ResourceIdentity> identities) =>
        string.Join(',', identities.Select(each => Of(each.System, each.Value)));

    private static string Escape(string text)
    {
        if (text.AsSpan().IndexOfAny(@"\|,$") < 0)
            return text;
        return text
            .Replace(@"\", @"\\", StringComparison.Ordinal)
            .Replace("|", @"\|", StringComparison.Ordinal)
            .Replace(",", @"\,", StringComparison.Ordinal)
            .Replace("$", @"\$", StringComparison.Ordinal);
    }
}
