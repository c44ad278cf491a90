using FhirAdapter.Records;
using FhirAdapter.Records.ContraindicationFindings;
using FhirAdapter.Records.NeedlingProcedures;
using FhirAdapter.Records.PainScores;

namespace FhirAdapter.Tests.Samples;

public sealed class SampleClinicStoryTests(SampleClinicFiles clinic) : IClassFixture<SampleClinicFiles>
{
    private IEnumerable<NeedlingProcedure> Sessions => clinic.Records.OfType<NeedlingProcedure>();

    private IEnumerable<ContraindicationFinding> Findings => clinic.Records.OfType<ContraindicationFinding>();

    [Theory]
    [InlineData("2025-10-26T02:15:00+02:00", "2025-10-26T02:15:00+01:00")]
    [InlineData("2025-11-02T01:30:00-04:00", "2025-11-02T01:30:00-05:00")]
    [InlineData("2026-04-05T01:40:00+11:00", "2026-04-05T01:40:00+10:30")]
    public void Both_passes_of_a_repeated_hour_are_there(string first, string second)
    {
        var starts = Sessions.Where(s => s.Start is { DateOnly: false }).Select(s => s.Start!.Value.Instant.ToString("yyyy-MM-ddTHH:mm:sszzz", null)).ToList();
        Assert.Contains(first, starts);
        Assert.Contains(second, starts);
    }

    [Fact]
    public void Times_of_day_come_with_every_offset_of_the_five_zones_and_some_are_not_known()
    {
        var starts = Sessions.Select(s => s.Start).OfType<ClinicTime>().ToList();
        Assert.Contains(starts, s => s.DateOnly);
        double[] hours = [1, 2, -5, -4, 5.5, 10.5, 11, 12.75, 13.75];
        Assert.Empty(hours.Except(starts.Where(s => !s.DateOnly).Select(s => s.Instant.Offset.TotalHours)));
    }

    [Fact]
    public void Sessions_are_corrected_and_one_correction_takes_a_site_away() =>
        Assert.Contains(
            Sessions.Where(s => s.Sites is not null).GroupBy(s => s.Id),
            versions => versions.OrderBy(v => v.Version).Select(v => v.Sites!.Count).Distinct().ToList() is [var before, var after] && after < before);

    [Fact]
    public void Records_are_taken_back_with_and_without_their_content()
    {
        var deleted = clinic.Good.Where(g => g.Good.Record.Deleted).ToList();
        Assert.Contains(deleted, d => d.Good.Payload.IsEmpty);
        Assert.Contains(deleted, d => !d.Good.Payload.IsEmpty);
    }

    [Theory]
    [InlineData("confirmed", "resolved")]
    [InlineData("suspected", "disproved")]
    public void A_finding_changes_its_status(string before, string after) =>
        Assert.Contains(
            Findings.GroupBy(f => f.Id),
            versions => versions.OrderBy(v => v.Version).Select(v => v.Status).ToList() is var s && s[0] == before && s[^1] == after);

    [Fact]
    public void Sessions_not_done_and_the_findings_that_stopped_them_name_each_other()
    {
        var stopped = Sessions.Where(s => s.ContraindicatedBy is not null).ToList();
        Assert.NotEmpty(stopped);
        Assert.All(stopped, s => Assert.Contains(Findings, f => s.ContraindicatedBy!.Contains(f.Id!) && f.StoppedProcedure == s.Id && f.Strength == "absolute"));
    }

    [Fact]
    public void A_needle_that_stayed_in_is_told_as_an_adverse_effect()
    {
        var missing = Sessions.Where(s => s.NeedlesRemoved < s.NeedlesInserted).ToList();
        Assert.NotEmpty(missing);
        Assert.All(missing, s => Assert.Contains(s.AdverseEffects!, e => e.Code == "retained-needle"));
    }

    [Theory]
    [InlineData("bruising", 5, 10)]
    [InlineData("bleeding", 3, 7)]
    [InlineData("pain-during", 2, 5)]
    [InlineData("pain-increased", 1, 4)]
    [InlineData("soreness", 15, 40)]
    public void Adverse_effects_are_about_as_frequent_as_published(string effect, int leastPercent, int mostPercent)
    {
        var done = Sessions.Where(s => s is { Status: "completed", Version: 1 }).DistinctBy(s => s.Id).ToList();
        var percent = 100.0 * done.Count(s => s.AdverseEffects?.Any(e => e.Code == effect) == true) / done.Count;
        Assert.InRange(percent, leastPercent, mostPercent);
    }

    [Fact]
    public void Free_texts_hold_letters_of_many_scripts()
    {
        var text = string.Concat(Sessions.Select(s => s.Note));
        Assert.All("äößéñ右दь통\"\n", letter => Assert.Contains(letter, text));
    }

    [Fact]
    public void Scores_are_compared_with_a_baseline_at_follow_up() =>
        Assert.Contains(clinic.Records.OfType<PainScore>(), s => s is { Phase: "follow-up", Baseline: not null, Change: not null });
}
