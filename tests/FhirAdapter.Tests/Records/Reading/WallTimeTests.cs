using System.ComponentModel.DataAnnotations;
using CsCheck;
using FhirAdapter.Records;
using FhirAdapter.Records.PainScores;
using FhirAdapter.Records.Reading;
using FhirAdapter.Tests.Records.Generated;
using Observation = Hl7.Fhir.Model.Observation;

namespace FhirAdapter.Tests.Records.Reading;

/// <summary>Times as the clock on the clinic's wall showed them, without an offset.</summary>
public sealed class WallTimeTests
{
    private const string Written = "2026-11-20T17:00:00+01:00";

    [Theory]
    [InlineData("Europe/Berlin", "2026-01-15T09:00:00", "2026-01-15T09:00:00+01:00")]
    [InlineData("Europe/Berlin", "2026-07-15T09:00:00", "2026-07-15T09:00:00+02:00")]
    [InlineData("Europe/Berlin", "2026-03-29T01:59:59", "2026-03-29T01:59:59+01:00")]
    [InlineData("Europe/Berlin", "2026-03-29T03:00:00", "2026-03-29T03:00:00+02:00")]
    [InlineData("Europe/Berlin", "2026-10-25T01:59:59.25", "2026-10-25T01:59:59.25+02:00")]
    [InlineData("Europe/Berlin", "2026-10-25T03:00:00", "2026-10-25T03:00:00+01:00")]
    [InlineData("Europe/Berlin", "1985-07-15T09:00:00", "1985-07-15T09:00:00+02:00")]
    [InlineData("America/New_York", "2006-03-20T09:00:00", "2006-03-20T09:00:00-05:00")]
    [InlineData("America/New_York", "2026-03-20T09:00:00", "2026-03-20T09:00:00-04:00")]
    [InlineData("Asia/Kolkata", "2026-03-20T23:30:00", "2026-03-20T23:30:00+05:30")]
    [InlineData("Australia/Lord_Howe", "2026-01-15T09:00:00", "2026-01-15T09:00:00+11:00")]
    [InlineData("Australia/Lord_Howe", "2026-07-15T09:00:00", "2026-07-15T09:00:00+10:30")]
    public void The_rule_of_the_zone_on_that_date_gives_the_offset(string zone, string wall, string expected)
    {
        var score = Assert.IsType<PainScore>(Assert.IsType<ReadRecord.Good>(Read(zone, wall)).Record);

        Assert.Equal(expected, Mapped.MainOf<Observation>(score).Effective!.ToString());
    }

    [Theory]
    [InlineData("Europe/Berlin", "2026-03-29T02:00:00", "no-such-time")]
    [InlineData("Europe/Berlin", "2026-03-29T02:59:59", "no-such-time")]
    [InlineData("America/New_York", "2026-03-08T02:30:00", "no-such-time")]
    [InlineData("Australia/Lord_Howe", "2026-10-04T02:15:00", "no-such-time")]
    [InlineData("Europe/Berlin", "2026-10-25T02:00:00", "ambiguous-time")]
    [InlineData("Europe/Berlin", "2026-10-25T02:59:59", "ambiguous-time")]
    [InlineData("America/New_York", "2026-11-01T01:30:00", "ambiguous-time")]
    public void An_hour_that_the_clock_skipped_or_showed_twice_is_refused_in_one_clear_line(string zone, string wall, string code)
    {
        var fault = Assert.Single(Assert.IsType<ReadRecord.Bad>(Read(zone, wall)).Faults);

        Assert.Equal(
            $"line 7: when: {code}; expected a date-time with seconds, such as 2026-11-20T17:05:00, by the clinic's clock; " +
            "with an offset, such as 2026-10-25T02:30:00+02:00, where the clock showed it twice",
            fault.ToString());
    }

    [Theory]
    [InlineData("2026-10-25T02:30:00+02:00")]
    [InlineData("2026-10-25T02:30:00+01:00")]
    [InlineData("2026-10-25T02:30:00-04:00")]
    [InlineData("2026-10-25")]
    [InlineData("2026-03-29")]
    public void A_time_with_its_offset_and_a_date_stay_as_they_are(string time)
    {
        var score = Assert.IsType<PainScore>(Assert.IsType<ReadRecord.Good>(Read("Europe/Berlin", time)).Record);

        Assert.Equal(time, Mapped.MainOf<Observation>(score).Effective!.ToString());
    }

    [Theory]
    [InlineData("2026-11-20T17:00")]
    [InlineData("2026-11-20 17:00:00")]
    [InlineData("2026-11-20T")]
    [InlineData("17:00:00")]
    [InlineData("")]
    public void What_is_no_time_is_none_with_a_zone_either(string text) =>
        Assert.Equal("wrong-type", Assert.Single(Assert.IsType<ReadRecord.Bad>(Read("Europe/Berlin", text)).Faults).Code);

    [Fact]
    public void Without_a_zone_a_time_needs_its_offset() =>
        Assert.Equal("wrong-type", Assert.Single(Assert.IsType<ReadRecord.Bad>(Read(null, "2026-11-20T17:00:00")).Faults).Code);

    [Fact]
    public async Task A_cell_of_a_table_may_be_a_wall_time_too()
    {
        const string Table = "kind,id,version,lastChanged,patient.system,patient.value,instrument,value,unit,phase,when\n" +
            "pain-score,PS-1,1,2026-07-01T18:00:00,urn:oid:1.2.3,MRN1,nrs,0,{score},before,2026-07-01T17:00:00\n";
        var read = await ReadFile.AllAsync(Table, "a.csv", new RecordReadingOptions { TimeZone = "Europe/Berlin" });

        var record = Assert.IsType<ReadRecord.Good>(Assert.Single(read)).Record;

        Assert.Equal(TimeSpan.FromHours(2), record.LastChanged!.Value.Offset);
        Assert.Equal(TimeSpan.FromHours(2), ((PainScore)record).When!.Value.Instant.Offset);
    }

    [Fact]
    public void Every_wall_time_is_either_the_one_instant_that_the_clock_showed_it_at_or_refused() => Gen.Select(
        Pick.Of("Europe/Berlin", "America/New_York", "Australia/Lord_Howe", "Asia/Kolkata", "Africa/Casablanca"),
        Gen.Int[0, 2 * 366 * 24 * 4]).Sample((zone, quarters) =>
        {
            var wall = new DateTime(2026, 1, 1).AddMinutes(quarters * 15);
            var rule = TimeZoneInfo.FindSystemTimeZoneById(zone);
            // All instants, a quarter of an hour apart, at which the clock showed that time: found by going through the day, not by asking the zone backwards.
            var shown = Enumerable.Range(-100, 200)
                .Select(n => new DateTimeOffset(wall, TimeSpan.Zero).AddMinutes(n * 15))
                .Where(utc => TimeZoneInfo.ConvertTime(utc, rule).DateTime == wall)
                .ToList();

            var read = Read(zone, $"{wall:yyyy-MM-dd'T'HH:mm:ss}");

            if (shown.Count == 1)
                Assert.Equal(shown[0], ((PainScore)Assert.IsType<ReadRecord.Good>(read).Record).When!.Value.Instant);
            else
                Assert.Equal(shown.Count == 0 ? "no-such-time" : "ambiguous-time", Assert.Single(Assert.IsType<ReadRecord.Bad>(read).Faults).Code);
        });

    [Fact]
    public void A_zone_that_is_not_known_is_an_error_of_the_settings() =>
        Assert.Equal(
            "must be a time zone that this machine knows, such as Europe/Berlin",
            Assert.Single(new RecordReadingOptions { TimeZone = "Europe/Atlantis" }.Validate(new ValidationContext(new object()))).ErrorMessage);

    private static ReadRecord Read(string? zone, string when) => RecordJson.Read(
        SomeJson.Bytes(SomeJson.PainScore.Replace(Written, when, StringComparison.Ordinal)), 7, new RecordReadingOptions { TimeZone = zone });
}
