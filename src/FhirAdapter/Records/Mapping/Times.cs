using System.Globalization;
using Hl7.Fhir.Model;

namespace FhirAdapter.Records.Mapping;

/// <summary>Clinic times as FHIR times: the offset and the precision are kept, nothing is invented.</summary>
internal static class Times
{
    private const string Instant = "yyyy-MM-dd'T'HH:mm:ss.FFFFFFFzzz";
    private const string Date = "yyyy-MM-dd";
    private const int WholeSecondLength = 25;
    private const string Readable = "yyyy-MM-dd HH:mm zzz";
    private const string ReadableLocal = "yyyy-MM-dd HH:mm";
    private const string ReadableTime = "HH:mm zzz";

    /// <summary>As a FHIR dateTime.</summary>
    public static FhirDateTime? DateTime(ClinicTime? time) => time is { } t ? new FhirDateTime(Text(t)) : null;

    /// <summary>As a FHIR date with the same precision as the day.</summary>
    public static string Day(DateOnly day) => day.ToString(Date, CultureInfo.InvariantCulture);

    /// <summary>As the JSON of a FHIR dateTime.</summary>
    public static string Text(ClinicTime time) =>
        time.DateOnly ? time.Instant.ToString(Date, CultureInfo.InvariantCulture)
        : time.Instant.Ticks % TimeSpan.TicksPerSecond != 0 ? time.Instant.ToString(Instant, CultureInfo.InvariantCulture)
        : string.Create(WholeSecondLength, time.Instant, static (text, instant) =>
        {
            // The sortable form is written much faster than one of the program's own.
            instant.TryFormat(text, out var at, "s", CultureInfo.InvariantCulture);
            var offset = instant.Offset.Duration();
            text[at] = instant.Offset < TimeSpan.Zero ? '-' : '+';
            offset.Hours.TryFormat(text[(at + 1)..], out _, "00", CultureInfo.InvariantCulture);
            text[at + 3] = ':';
            offset.Minutes.TryFormat(text[(at + 4)..], out _, "00", CultureInfo.InvariantCulture);
        });

    /// <summary>For a person to read.</summary>
    public static string Words(ClinicTime time) => time.Instant.ToString(time.DateOnly ? Date : Readable, CultureInfo.InvariantCulture);

    /// <summary>From one moment until another, for a person to read; a day, and the zone, that both have in common once.</summary>
    public static string Words(ClinicTime start, ClinicTime end, string until)
    {
        if (start == end)
            return Words(start);
        var isSameDay = !start.DateOnly && !end.DateOnly && start.Instant.Offset == end.Instant.Offset && start.Instant.Date == end.Instant.Date;
        return isSameDay
            ? $"{start.Instant.ToString(ReadableLocal, CultureInfo.InvariantCulture)} {until} {end.Instant.ToString(ReadableTime, CultureInfo.InvariantCulture)}"
            : $"{Words(start)} {until} {Words(end)}";
    }

    /// <summary>
    /// A period where it has an end or goes on still, else the moment it began; nothing where neither is known.
    /// </summary>
    /// <remarks>
    /// Where one is a date and the other a time, both go as dates: per-1 compares them, which cannot be decided on the same day, and some
    /// servers
    /// then refuse. The time stands in the summary, and in an extension of the date.
    /// </remarks>
    public static DataType? Span(ClinicTime? start, ClinicTime? end, bool goesOn)
    {
        if (end is null && !(goesOn && start is not null))
            return DateTime(start);
        return IsMixed(start, end)
            ? new Period { StartElement = DayOf(start!.Value), EndElement = DayOf(end!.Value) }
            : new Period { StartElement = DateTime(start), EndElement = DateTime(end) };
    }

    private static FhirDateTime DayOf(ClinicTime time)
    {
        var day = DateTime(time with { DateOnly = true })!;
        if (!time.DateOnly)
            day.Extend(Extensions.ExactTime, DateTime(time));
        return day;
    }

    /// <summary>Whether one is a date and the other a time.</summary>
    public static bool IsMixed(ClinicTime? start, ClinicTime? end) => start is { } s && end is { } e && s.DateOnly != e.DateOnly;
}
