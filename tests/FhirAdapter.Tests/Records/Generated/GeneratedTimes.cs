using CsCheck;
using FhirAdapter.Records;
using FhirAdapter.Records.Reading.Rules;

namespace FhirAdapter.Tests.Records.Generated;

/// <summary>Times with offsets from 1900 to 9999, whole seconds or not, around the hours when clocks change; and dates alone.</summary>
internal static class GeneratedTimes
{
    private static readonly DateTime First = new(1900, 1, 1);

    private static readonly Gen<DateTime> Local = Gen.Frequency(
        (1, Pick.Of(First, DateTime.MaxValue, new(2000, 2, 29, 23, 59, 59), new(2026, 3, 29, 2, 30, 0), new(2026, 10, 25, 2, 30, 0), new(2026, 11, 20))),
        (2, Gen.Long[First.Ticks, DateTime.MaxValue.Ticks].Select(ticks => new DateTime(ticks))),
        (4, Gen.Int[0, 400_000].Select(minutes => new DateTime(2026, 3, 28).AddMinutes(minutes))));

    private static readonly Gen<long> Precision = Pick.Of(TimeSpan.TicksPerMinute, TimeSpan.TicksPerSecond, TimeSpan.TicksPerMillisecond, 10, 1);

    /// <summary>An instant with its offset.</summary>
    public static Gen<DateTimeOffset> Instant { get; } = Gen.Select(
        Local, Precision, Gen.Frequency((3, Pick.Of(0, 4, 8, -20)), (1, Gen.Int[-56, 56])), (local, precision, quarters) => At(local, precision, quarters * 15));

    /// <summary>A calendar day.</summary>
    public static Gen<DateOnly> Day { get; } = Local.Select(DateOnly.FromDateTime);

    /// <summary>An instant, or only a date.</summary>
    public static Gen<ClinicTime> Time { get; } = Gen.Frequency((3, Instant.Select(ClinicTime.At)), (1, Day.Select(ClinicTime.OnDate)));

    /// <summary>Two of which the second is not before the first: far apart, the same, within a day, both or one of them only dates.</summary>
    public static Gen<(ClinicTime First, ClinicTime Second)> Span { get; } = Gen.Select(
        Time, Time, Gen.Int[0, 5], Gen.Long[0, TimeSpan.TicksPerDay], (one, other, how, apart) => how switch
        {
            0 => Ordered(one, other),
            1 => (one, one),
            2 => (one with { DateOnly = false }, ClinicTime.OnDate(DateOnly.FromDateTime(one.Instant.Date))),
            3 => (ClinicTime.OnDate(DateOnly.FromDateTime(one.Instant.Date)), one with { DateOnly = false }),
            _ => Ordered(one, one with { Instant = Later(one.Instant, apart, one.DateOnly) }),
        });

    private static (ClinicTime First, ClinicTime Second) Ordered(ClinicTime one, ClinicTime other) =>
        ClinicTimeOrder.IsBefore(other, one) ? (other, one) : (one, other);

    // A time so near to the ends of what can be written that its offset leads beyond them has none.
    private static DateTimeOffset At(DateTime local, long precision, int minutes)
    {
        var whole = new DateTime(local.Ticks - (local.Ticks % precision));
        var utc = whole.Ticks - (minutes * TimeSpan.TicksPerMinute);
        return new DateTimeOffset(whole, TimeSpan.FromMinutes(utc > DateTime.MaxValue.Ticks ? 0 : minutes));
    }

    private static DateTimeOffset Later(DateTimeOffset time, long ticks, bool dateOnly)
    {
        var by = dateOnly ? TimeSpan.TicksPerDay : ticks - (ticks % TimeSpan.TicksPerSecond);
        return time.Year == 9999 ? time : time.AddTicks(by);
    }
}
