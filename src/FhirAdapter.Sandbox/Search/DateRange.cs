using System.Text.Json;
using FhirAdapter.Sandbox.Validation;

namespace FhirAdapter.Sandbox.Search;

/// <summary>A date search value with its prefix (R4 search.html, 3.1.1.4.6), against a date, a time or a period.</summary>
internal sealed record DateRange(string Prefix, DateTimeOffset From, DateTimeOffset Until)
{
    public static DateRange? Parse(string text)
    {
        var prefix = text.Length > 2 && char.IsAsciiLetterLower(text[0]) ? text[..2] : "eq";
        var isKnown = prefix is "eq" or "ge" or "gt" or "le" or "lt";
        return isKnown && FhirTime.TryInterval(text.StartsWith(prefix, StringComparison.Ordinal) ? text[2..] : text, out var from, out var until)
            ? new DateRange(prefix, from, until)
            : null;
    }

    public bool Matches(JsonElement element)
    {
        if (!TryInterval(element, out var from, out var until)) return false;
        return Prefix switch
        {
            "ge" => until > From,
            "gt" => until > Until,
            "le" => from < Until,
            "lt" => from < From,
            _ => From <= from && until <= Until,
        };
    }

    // A period without a start, or without an end, is open there.
    private static bool TryInterval(JsonElement element, out DateTimeOffset from, out DateTimeOffset until)
    {
        (from, until) = (DateTimeOffset.MinValue, DateTimeOffset.MaxValue);
        if (element.ValueKind == JsonValueKind.String) return FhirTime.TryInterval(element.GetString()!, out from, out until);
        if (element.ValueKind != JsonValueKind.Object) return false;
        var hasStart = element.TryGetProperty("start", out var start) && FhirTime.TryInterval(start.GetString()!, out from, out _);
        var hasEnd = element.TryGetProperty("end", out var end) && FhirTime.TryInterval(end.GetString()!, out _, out until);
        return hasStart || hasEnd;
    }
}
