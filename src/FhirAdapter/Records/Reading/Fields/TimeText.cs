using System.Globalization;
using System.Text.Json;

namespace FhirAdapter.Records.Reading.Fields;

/// <summary>The text forms of dates and instants (FHIR R4 <c>dateTime</c> with seconds and zone, 2.24.0.1).</summary>
internal static class TimeText
{
    public const int FirstYear = 1900;

    private const int DateLength = 10;
    private const int SecondsLength = 19;
    private const int OffsetLength = 6;
    private const int MostFractionDigits = 7;

    // So long is a time whose every character is written as an escape; many writers escape the plus sign.
    private const int MostBytes = 256;

    /// <summary>The text the reader stands on, without escapes; nothing where it can be no time.</summary>
    public static ReadOnlySpan<byte> PlainOf(ref Utf8JsonReader reader)
    {
        if (reader.TokenType != JsonTokenType.String || reader.ValueSpan.Length > MostBytes)
            return [];
        return reader.ValueIsEscaped ? Unescaped(ref reader) : reader.ValueSpan;
    }

    public static bool TryReadDate(ReadOnlySpan<byte> text, out DateOnly date)
    {
        date = default;
        if (text.Length != DateLength || text[4] != '-' || text[7] != '-' ||
            !TryDigits(text[..4], out var year) || !TryDigits(text[5..7], out var month) || !TryDigits(text[8..], out var day) ||
            year < FirstYear || month is < 1 or > 12 || day < 1 || day > DateTime.DaysInMonth(year, month))
        {
            return false;
        }

        date = new DateOnly(year, month, day);
        return true;
    }

    public static bool TryReadInstant(ReadOnlySpan<byte> text, out DateTimeOffset instant)
    {
        instant = default;
        if (text.Length < 20 || text[DateLength] != 'T' || text[13] != ':' || text[16] != ':' || !TryReadDate(text[..DateLength], out var date) ||
            !TryDigits(text[11..13], out var hour) || !TryDigits(text[14..16], out var minute) || !TryDigits(text[17..19], out var second) ||
            hour > 23 || minute > 59 || second > 59 ||
            !TryReadFraction(text[19..], out var fraction, out var zone) || !TryReadOffset(text[zone..], out var offset))
        {
            return false;
        }

        var local = date.ToDateTime(new TimeOnly(hour, minute, second)).AddTicks(fraction);
        var utc = local.Ticks - offset.Ticks;
        if (utc < DateTime.MinValue.Ticks || utc > DateTime.MaxValue.Ticks)
            return false;
        instant = new DateTimeOffset(local, offset);
        return true;
    }

    public static void WriteInstant(Utf8JsonWriter writer, DateTimeOffset value)
    {
        Span<byte> text = stackalloc byte[40];
        var length = SecondsLength;
        if (value.Ticks % TimeSpan.TicksPerSecond == 0)
            value.UtcDateTime.Add(value.Offset).TryFormat(text, out _, "s", CultureInfo.InvariantCulture);
        else
            value.TryFormat(text, out length, "yyyy-MM-dd'T'HH:mm:ss.FFFFFFF", CultureInfo.InvariantCulture);
        length += WriteOffset(text[length..], value.TotalOffsetMinutes);
        writer.WriteStringValue(text[..length]);
    }

    private static byte[] Unescaped(ref Utf8JsonReader reader)
    {
        var text = new byte[reader.ValueSpan.Length];
        try
        {
            return text[..reader.CopyString(text)];
        }
        catch (InvalidOperationException)
        {
            // An escape that is half of a surrogate pair.
            return [];
        }
    }

    private static int WriteOffset(Span<byte> text, int minutes)
    {
        var (hours, rest) = Math.DivRem(Math.Abs(minutes), 60);
        text[0] = (byte)(minutes < 0 ? '-' : '+');
        text[1] = (byte)('0' + (hours / 10));
        text[2] = (byte)('0' + (hours % 10));
        text[3] = (byte)':';
        text[4] = (byte)('0' + (rest / 10));
        text[5] = (byte)('0' + (rest % 10));
        return OffsetLength;
    }

    private static bool TryReadFraction(ReadOnlySpan<byte> text, out long ticks, out int zone)
    {
        ticks = 0;
        zone = 19;
        if (text[0] != '.')
            return true;
        var digits = text[1..].IndexOfAnyExceptInRange((byte)'0', (byte)'9');
        if (digits is < 1 or > MostFractionDigits)
            return false;
        zone += 1 + digits;
        for (var i = 0; i < MostFractionDigits; i++)
            ticks = (ticks * 10) + (i < digits ? text[1 + i] - '0' : 0);
        return true;
    }

    private static bool TryReadOffset(ReadOnlySpan<byte> text, out TimeSpan offset)
    {
        offset = TimeSpan.Zero;
        if (text is [(byte)'Z'])
            return true;
        if (text.Length != 6 || text[0] is not ((byte)'+' or (byte)'-') || text[3] != ':' ||
            !TryDigits(text[1..3], out var hours) || !TryDigits(text[4..], out var minutes) || minutes > 59 || (hours * 60) + minutes > 14 * 60)
        {
            return false;
        }

        offset = new TimeSpan(hours, minutes, 0) * (text[0] == '-' ? -1 : 1);
        return true;
    }

    private static bool TryDigits(ReadOnlySpan<byte> text, out int number)
    {
        number = 0;
        foreach (var digit in text)
        {
            if (digit is < (byte)'0' or > (byte)'9')
                return false;
            number = (number * 10) + digit - '0';
        }

        return true;
    }
}
