namespace FhirAdapter.Sandbox.Search;

/// <summary>One decoded <c>name=value</c> of a query string.</summary>
internal readonly record struct QueryPair(string Name, string Value)
{
    /// <summary>Decodes a query string, with or without its question mark; <c>+</c> is a space, as browsers and form posts have it.</summary>
    public static QueryPair[] Parse(string query) =>
    [
        .. query.TrimStart('?').Split('&', StringSplitOptions.RemoveEmptyEntries).Select(part =>
        {
            var cut = part.IndexOf('=', StringComparison.Ordinal);
            return cut < 0 ? new QueryPair(Decode(part), "") : new QueryPair(Decode(part[..cut]), Decode(part[(cut + 1)..]));
        }),
    ];

    public static string Format(IEnumerable<QueryPair> pairs) =>
        string.Join('&', pairs.Select(pair => $"{Uri.EscapeDataString(pair.Name)}={Uri.EscapeDataString(pair.Value)}"));

    private static string Decode(string text) => Uri.UnescapeDataString(text.Replace('+', ' '));
}
