using System.Globalization;

namespace FhirAdapter.Routes.Texts;

/// <summary>Times as the narratives have them: <c>2026-01-05 08:01 +01:00</c>.</summary>
internal static class TimeWords
{
    private const string Pattern = "0000-00-00T00:00:00+00:00";

    /// <summary>A time of whole minutes in words; what is no such time stays as it is.</summary>
    public static string? Of(string? text) =>
        text is not { Length: > 10 } ? text
        : IsPlain(text) ? string.Concat(text.AsSpan(0, 10), " ", text.AsSpan(11, 5), string.Concat(" ", text.AsSpan(19)))
        : DateTimeOffset.TryParse(text, CultureInfo.InvariantCulture, DateTimeStyles.None, out var time) && time.Ticks % TimeSpan.TicksPerMinute == 0
            ? time.ToString("yyyy-MM-dd HH:mm zzz", CultureInfo.InvariantCulture)
            : text;

    // Nearly every time is written so, and needs no reading.
    private static bool IsPlain(string text)
    {
        if (text.Length != Pattern.Length)
            return false;
        for (var i = 0; i < Pattern.Length; i++)
        {
            if (Pattern[i] == '0' ? !char.IsAsciiDigit(text[i]) : text[i] != Pattern[i])
                return false;
        }

        return Two(text, 0) is >= 19 and <= 90 && Two(text, 5) is >= 1 and <= 12 && Two(text, 8) is >= 1 and <= 28
            && Two(text, 11) < 24 && Two(text, 14) < 60 && Two(text, 17) == 0 && Two(text, 20) < 14 && Two(text, 23) < 60;
    }

    private static int Two(string text, int at) => ((text[at] - '0') * 10) + text[at + 1] - '0';
}
