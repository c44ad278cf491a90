using System.Globalization;
using System.Text.Json;
using System.Text.RegularExpressions;
using CsCheck;
using FhirAdapter.Records;
using FhirAdapter.Records.NeedlingProcedures;
using FhirAdapter.Records.Reading;
using FhirAdapter.Tests.Records.Generated;
using Hl7.Fhir.Model;

namespace FhirAdapter.Tests.Records.Mapping;

/// <summary>Times go out as they were written: no midnight is invented, no offset changed, no second lost.</summary>
public sealed partial class TimeTests
{
    [Fact]
    public void Every_time_in_FHIR_stands_in_the_record_with_its_offset_and_precision() => GeneratedRecords.Any.Sample(
        record =>
        {
            var written = Times(RecordJson.Write(record)).ToHashSet();
            // Where a period mixes a time and a day, the time's day stands in the period and the time in its extension.
            var days = written.Select(t => t[..10]).ToHashSet();
            var mixed = record is NeedlingProcedure { Start: { } start, End: { } end } && start.DateOnly != end.DateOnly;

            foreach (var resource in Mapped.Of(record).Resources.Select(r => r.Resource).Where(r => r is not Hl7.Fhir.Model.Practitioner))
                Assert.All(Times(System.Text.Encoding.UTF8.GetBytes(Mapped.Json(resource))), t => Assert.True(written.Contains(t) || (mixed && days.Contains(t)), t));
        },
        iter: 2_000);

    [Theory]
    [InlineData("2026-03-29T01:59:59+01:00")]
    [InlineData("2026-03-29T03:00:00+02:00")]
    [InlineData("2026-10-25T02:30:00+02:00")]
    [InlineData("2026-10-25T02:30:00+01:00")]
    [InlineData("2026-12-31T23:59:59.9999999-12:00")]
    [InlineData("2026-11-20T00:00:00+00:00")]
    [InlineData("2026-11-20")]
    public void A_time_keeps_its_offset_whatever_the_clocks_did_that_day_and_a_day_stays_a_day(string time)
    {
        var when = time.Length == 10
            ? ClinicTime.OnDate(DateOnly.Parse(time, CultureInfo.InvariantCulture))
            : ClinicTime.At(DateTimeOffset.Parse(time, CultureInfo.InvariantCulture));

        Assert.Equal(time, Mapped.MainOf<Observation>(Situations.NrsZeroAfter with { When = when }).Effective!.ToString());
    }

    [Fact]
    public void A_session_through_the_doubled_hour_ends_after_it_began()
    {
        var period = Assert.IsType<Period>(Mapped.MainOf<Procedure>(Situations.CompletedWithTwoSites with
        {
            Start = ClinicTime.At(new(2026, 10, 25, 2, 50, 0, TimeSpan.FromHours(2))),
            End = ClinicTime.At(new(2026, 10, 25, 2, 10, 0, TimeSpan.FromHours(1))),
        }).Performed);

        Assert.Equal(("2026-10-25T02:50:00+02:00", "2026-10-25T02:10:00+01:00"), (period.Start, period.End));
    }

    // The values of elements that are times, as text; what stands in notes and narratives is for people.
    private static IEnumerable<string> Times(byte[] json) => Times(JsonDocument.Parse(json).RootElement);

    private static IEnumerable<string> Times(JsonElement element) => element.ValueKind switch
    {
        JsonValueKind.Object => element.EnumerateObject().SelectMany(p => Times(p.Value)),
        JsonValueKind.Array => element.EnumerateArray().SelectMany(Times),
        JsonValueKind.String when DateOrTime().IsMatch(element.GetString()!) => [element.GetString()!],
        _ => [],
    };

    [GeneratedRegex(@"^[0-9]{4}-[0-9]{2}-[0-9]{2}(T[0-9:.]+([+-][0-9:]+|Z))?$")]
    private static partial Regex DateOrTime();
}
