namespace FhirAdapter.Benchmarks.Clinics.Sample;

/// <summary>
/// One place of the invented clinic and its clock. The changes of the clock are written out, not asked of the machine, so that the
/// samples do not change with its time zone data.
/// </summary>
/// <param name="Zone">The IANA name of its time zone, for people.</param>
/// <param name="Location">The number of its room.</param>
/// <param name="Standard">The offset in winter.</param>
/// <param name="Summer">The offset in summer.</param>
/// <param name="SummerTimes">When summer time was in force, from and to, in UTC, within the samples' year.</param>
internal sealed record Branch(
    string Zone,
    int Location,
    TimeSpan Standard,
    TimeSpan Summer,
    IReadOnlyList<(DateTimeOffset From, DateTimeOffset To)> SummerTimes)
{
    public static Branch Berlin { get; } = new("Europe/Berlin", 0, Hours(1), Hours(2),
        [(Utc(2025, 3, 30, 1), Utc(2025, 10, 26, 1)), (Utc(2026, 3, 29, 1), Utc(2026, 10, 25, 1))]);

    public static Branch NewYork { get; } = new("America/New_York", 1, Hours(-5), Hours(-4),
        [(Utc(2025, 3, 9, 7), Utc(2025, 11, 2, 6)), (Utc(2026, 3, 8, 7), Utc(2026, 11, 1, 6))]);

    public static Branch Kolkata { get; } = new("Asia/Kolkata", 2, Hours(5.5), Hours(5.5), []);

    public static Branch LordHowe { get; } = new("Australia/Lord_Howe", 3, Hours(10.5), Hours(11),
        [(Utc(2025, 10, 4, 15, 30), Utc(2026, 4, 4, 15))]);

    public static Branch Chatham { get; } = new("Pacific/Chatham", 4, Hours(12.75), Hours(13.75),
        [(Utc(2025, 9, 27, 14), Utc(2026, 4, 4, 14))]);

    /// <summary>Where patient <paramref name="patient"/> goes: two in five to Berlin, the fewest to the islands.</summary>
    public static Branch Of(int patient) => (patient % 10) switch
    {
        0 or 1 or 2 or 3 => Berlin,
        4 or 5 or 6 => NewYork,
        7 => Kolkata,
        8 => LordHowe,
        _ => Chatham,
    };

    /// <summary>The instant of a local time that is neither skipped nor repeated.</summary>
    public DateTimeOffset At(DateOnly day, TimeOnly time)
    {
        var summer = new DateTimeOffset(day.ToDateTime(time), Summer);
        return OffsetAt(summer) == Summer ? summer : new DateTimeOffset(day.ToDateTime(time), Standard);
    }

    /// <summary>An instant with the offset that this place's clocks had then.</summary>
    public DateTimeOffset Local(DateTimeOffset instant) => instant.ToOffset(OffsetAt(instant));

    private TimeSpan OffsetAt(DateTimeOffset instant) => SummerTimes.Any(s => instant >= s.From && instant < s.To) ? Summer : Standard;

    private static TimeSpan Hours(double hours) => TimeSpan.FromHours(hours);

    private static DateTimeOffset Utc(int year, int month, int day, int hour, int minute = 0) => new(year, month, day, hour, minute, 0, TimeSpan.Zero);
}
