using System.Globalization;

namespace FhirAdapter.Sandbox.Validation;

/// <summary>FHIR dates and times as instants and as the intervals that a partial date stands for.</summary>
internal static class FhirTime
{
    private static readonly string[] Zoned =
        ["yyyy-MM-dd'T'HH:mm:ssK", "yyyy-MM-dd'T'HH:mm:ss.FFFFFFFK", "yyyy-MM-dd'T'HH:mmK"];

    private static readonly string[] Dates = ["yyyy-MM-dd", "yyyy-MM", "yyyy"];

    public static string Text(DateTimeOffset instant) => instant.UtcDateTime.ToString("yyyy-MM-dd'T'HH:mm:ss.fff'Z'", CultureInfo.InvariantCulture);

    /// <summary>Reads a time that has a zone.</summary>
    public static bool TryInstant(string text, out DateTimeOffset instant)
    {
        instant = default;
        return HasZone(text) && DateTimeOffset.TryParseExact(text, Zoned, CultureInfo.InvariantCulture, DateTimeStyles.AssumeUniversal, out instant);
    }

    /// <summary>The half-open interval that a date or time of any precision covers; a date without a zone is taken in UTC.</summary>
    public static bool TryInterval(string text, out DateTimeOffset from, out DateTimeOffset until)
    {
        until = default;
        if (TryInstant(text, out from))
        {
            var fraction = text.Contains('.', StringComparison.Ordinal);
            var seconds = text.Count(c => c == ':') - (text.EndsWith('Z') ? 0 : 1) == 2;
            until = fraction ? from.AddMilliseconds(1) : seconds ? from.AddSeconds(1) : from.AddMinutes(1);
            return true;
        }

        if (!DateTimeOffset.TryParseExact(text, Dates, CultureInfo.InvariantCulture, DateTimeStyles.AssumeUniversal, out from)) return false;
        until = text.Length switch { 4 => from.AddYears(1), 7 => from.AddMonths(1), _ => from.AddDays(1) };
        return true;
    }

    private static bool HasZone(string text) => text.EndsWith('Z') || (text.Length > 6 && text[^6] is '+' or '-' && text[^3] == ':');
}
