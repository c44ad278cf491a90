using FhirAdapter.Sandbox.Validation;

namespace FhirAdapter.Sandbox.Search;

/// <summary>A date search value with its prefix (R4 search.html, 3.1.1.4.6), against an instant.</summary>
internal static class DateComparison
{
    public static LastUpdatedClause? Parse(string text)
    {
        var prefixed = text.Length > 2 && char.IsAsciiLetterLower(text[0]);
        var prefix = prefixed ? text[..2] : "eq";
        if (!FhirTime.TryInterval(prefixed ? text[2..] : text, out var from, out var until)) return null;
        return prefix switch
        {
            "eq" => new LastUpdatedClause(from, until),
            "ge" => new LastUpdatedClause(from, DateTimeOffset.MaxValue),
            "gt" => new LastUpdatedClause(until, DateTimeOffset.MaxValue),
            "le" => new LastUpdatedClause(DateTimeOffset.MinValue, until),
            "lt" => new LastUpdatedClause(DateTimeOffset.MinValue, from),
            _ => null,
        };
    }
}
