using FhirAdapter.Records;
using FhirAdapter.Records.ContraindicationFindings;
using FhirAdapter.Records.NeedlingProcedures;
using FhirAdapter.Records.PainScores;

namespace FhirAdapter.Tests.Samples;

public sealed class SampleClinicTests(SampleClinicFiles clinic) : IClassFixture<SampleClinicFiles>
{
    [Fact]
    public void No_record_of_the_sample_clinic_is_refused() => Assert.Empty(clinic.Faults);

    [Fact]
    public void The_clinic_is_large_enough_to_show_a_working_week()
    {
        Assert.True(clinic.Records.Select(r => r.Patient!.Value).Distinct().Count() >= 40);
        Assert.True(Distinct<NeedlingProcedure>().Count >= 150);
        Assert.True(Distinct<ContraindicationFinding>().Count >= 100);
        Assert.True(Distinct<PainScore>().Count >= 500);
        Assert.True(clinic.Names.Sum(n => new FileInfo(Path.Combine(SampleClinicFiles.Folder, n)).Length) < 1_500_000);
    }

    [Fact]
    public void Files_come_in_every_form() =>
        Assert.Equal([".csv", ".json", ".ndjson"], clinic.Names.Select(n => Path.GetExtension(n)).Distinct().Order(StringComparer.Ordinal));

    [Fact]
    public void A_version_always_has_the_same_content_however_often_and_in_whatever_form_it_comes() =>
        Assert.All(
            clinic.Good.GroupBy(g => (g.Good.Record.Key, g.Good.Record.Version)),
            same => Assert.Single(same.Select(g => Convert.ToHexString(g.Good.ContentHash.Span)).Distinct()));

    [Fact]
    public void Some_records_come_again_in_another_form() =>
        Assert.Contains(
            clinic.Good.GroupBy(g => (g.Good.Record.Key, g.Good.Record.Version)),
            same => same.Select(g => Path.GetExtension(g.File)).Distinct().Count() > 1);

    [Fact]
    public void Whatever_a_record_refers_to_is_in_the_clinic()
    {
        var keys = clinic.Records.Select(r => r.Key).ToHashSet();
        Assert.All(clinic.Records.SelectMany(r => r.DependsOn), target => Assert.Contains(target, keys));
        Assert.All(Of<ContraindicationFinding>().Where(f => f.StoppedProcedure is not null), f =>
            Assert.Contains(new RecordKey(RecordKind.NeedlingProcedure, f.StoppedProcedure!), keys));
    }

    [Fact]
    public void Everybody_and_everything_is_invented() =>
        Assert.All(clinic.Records, r => Assert.StartsWith("urn:oid:2.999.", r.Patient!.System, StringComparison.Ordinal));

    [Fact]
    public void Changes_from_the_baseline_add_up_in_the_newest_versions()
    {
        var newest = Newest<PainScore>();
        var compared = newest.Values.Where(s => s is { Change: not null, Deleted: false }).ToList();
        Assert.NotEmpty(compared);
        Assert.All(compared, s =>
        {
            var baseline = newest[s.Baseline!];
            Assert.Equal((s.Instrument, s.Unit, s.BodySite, s.Value - baseline.Value), (baseline.Instrument, baseline.Unit, baseline.BodySite, s.Change));
        });
    }

    private List<T> Of<T>() => [.. clinic.Records.OfType<T>()];

    private HashSet<RecordKey> Distinct<T>()
        where T : ClinicRecord => [.. Of<T>().Select(r => r.Key)];

    private Dictionary<string, T> Newest<T>()
        where T : ClinicRecord => Of<T>().GroupBy(r => r.Id!).ToDictionary(g => g.Key, g => g.MaxBy(r => r.Version)!);
}
