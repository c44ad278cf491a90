using System.Globalization;

namespace FhirAdapter.WriteProfiles;

/// <summary>The date in GMT of a time in FHIR's form.</summary>
internal static class GmtDate
{
    private const int DateLength = 10;

    /// <summary>The date; <see langword="null"/> for what is no time of one day and zone.</summary>
    public static string? Of(string text) =>
        text.Length > DateLength && text[DateLength] == 'T' && DateTimeOffset.TryParse(text, CultureInfo.InvariantCulture, DateTimeStyles.AssumeUniversal, out var time)
            ? time.UtcDateTime.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture)
            : null;
}
