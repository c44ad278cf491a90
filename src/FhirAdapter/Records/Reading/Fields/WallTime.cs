using System.Text.Json;

namespace FhirAdapter.Records.Reading.Fields;

/// <summary>A time as the clock on the clinic's wall showed it, made an instant by the rule of the clinic's time zone on that date.</summary>
/// <remarks>
/// Twice a year that cannot be done. An hour that the clock skipped never was; of an hour that it showed twice nobody knows which is meant, and a guess
/// would put a complication before its session. Both are refused, with the mend: write the offset.
/// </remarks>
internal static class WallTime
{
    public const string Expectation =
        "a date-time with seconds, such as 2026-11-20T17:05:00, by the clinic's clock; with an offset, such as 2026-10-25T02:30:00+02:00, where the clock showed it twice";

    private const int MostBytes = 40;

    /// <summary>Reads the time that the reader stands on. Gives the code of what is wrong with it, if anything.</summary>
    public static string? Read(ref Utf8JsonReader reader, TimeZoneInfo zone, out DateTimeOffset instant)
    {
        instant = default;
        if (!TryReadLocal(TimeText.PlainOf(ref reader), out var local))
            return FaultCode.WrongType;
        if (zone.IsInvalidTime(local))
            return FaultCode.NoSuchTime;
        if (zone.IsAmbiguousTime(local))
            return FaultCode.AmbiguousTime;
        var offset = zone.GetUtcOffset(local);
        // Before zones were introduced, clocks differed by seconds, which a FHIR dateTime cannot say.
        if (offset.Ticks % TimeSpan.TicksPerMinute != 0)
            return FaultCode.OutOfRange;
        instant = new DateTimeOffset(local, offset);
        return null;
    }

    // The same form without the offset, which is put behind it to be read.
    private static bool TryReadLocal(ReadOnlySpan<byte> text, out DateTime local)
    {
        Span<byte> withOffset = stackalloc byte[MostBytes + 1];
        local = default;
        if (text.Length is 0 or > MostBytes)
            return false;
        text.CopyTo(withOffset);
        withOffset[text.Length] = (byte)'Z';
        if (!TimeText.TryReadInstant(withOffset[..(text.Length + 1)], out var instant))
            return false;
        local = instant.DateTime;
        return true;
    }
}
