using FhirAdapter.Records;
using FhirAdapter.Records.ContraindicationFindings;
using FhirAdapter.Records.NeedlingProcedures;
using FhirAdapter.Records.PainScores;
using FhirAdapter.Terminology;

namespace FhirAdapter.Tests.Samples;

public sealed class SampleClinicCoverageTests(SampleClinicFiles clinic) : IClassFixture<SampleClinicFiles>
{
    private IEnumerable<ContraindicationFinding> Findings => clinic.Records.OfType<ContraindicationFinding>();

    private IEnumerable<NeedlingProcedure> Sessions => clinic.Records.OfType<NeedlingProcedure>();

    private IEnumerable<PainScore> Scores => clinic.Records.OfType<PainScore>();

    private IEnumerable<NeedlingSite> Sites => Sessions.SelectMany(s => s.Sites ?? []);

    private IEnumerable<Practitioner> Practitioners =>
        [.. Sessions.SelectMany(s => s.Practitioners ?? []), .. Findings.Select(f => f.Practitioner).OfType<Practitioner>()];

    [Fact]
    public void Every_code_of_a_finding_is_used()
    {
        Covers("contraindication", Findings.Select(f => f.Finding?.Code));
        Covers("contraindication", Findings.Where(f => f.Presence == "present").Select(f => f.Finding?.Code));
        Covers("presence", Findings.Select(f => f.Presence));
        Covers("finding-status", Findings.Select(f => f.Status));
        Covers("contraindication-strength", Findings.Select(f => f.Strength));
        Covers("finding-source", Findings.Select(f => f.Source));
    }

    [Fact]
    public void Every_code_of_a_session_is_used()
    {
        Covers("procedure-status", Sessions.Select(s => s.Status));
        Covers("status-reason", Sessions.Select(s => s.StatusReason?.Code));
        Covers("indication", Sessions.SelectMany(s => s.Indications ?? []).Select(i => i.Code));
        Covers("cause", Sessions.SelectMany(s => s.Indications ?? []).Select(i => i.Cause?.Code));
        Covers("position", Sessions.Select(s => s.Position));
        Covers("consent-form", Sessions.Select(s => s.Consent?.Form));
        Covers("adverse-effect", Sessions.SelectMany(s => s.AdverseEffects ?? []).Select(e => e.Code));
        Covers("severity", Sessions.SelectMany(s => s.AdverseEffects ?? []).Select(e => e.Severity));
        Covers("outcome", Sessions.Select(s => s.Outcome?.Code));
        Covers("aftercare", Sessions.SelectMany(s => s.Aftercare ?? []).Select(a => a.Code));
        Covers("follow-up", Sessions.SelectMany(s => s.FollowUp ?? []).Select(f => f.Code));
        Covers("practitioner-role", Practitioners.Select(p => p.Role));
    }

    [Fact]
    public void Every_code_of_a_site_is_used()
    {
        Covers("body-site", [.. Sites.Select(s => s.Muscle), .. Scores.Select(s => s.BodySite?.Code), .. Findings.Select(f => f.BodySite?.Code)]);
        Covers("side", Sites.Select(s => s.Side));
        Covers("body-site-part", Sites.Select(s => s.Part));
        Covers("technique", Sites.Select(s => s.Technique));
        Covers("manipulation", Sites.Select(s => s.Manipulation));
        Covers("guidance", Sites.Select(s => s.Guidance));
        Covers("needle-material", Sites.SelectMany(s => s.Needles ?? []).Select(n => n.Material));
        Covers("needle-coating", Sites.SelectMany(s => s.Needles ?? []).Select(n => n.Coating));
        Assert.Contains(Sites, s => s.ElectricalStimulation is not null);
    }

    [Fact]
    public void Every_code_of_a_score_is_used()
    {
        Covers("instrument", Scores.Select(s => s.Instrument));
        Covers("assessment-phase", Scores.Select(s => s.Phase));
        Covers("absent-reason", Scores.Select(s => s.AbsentReason));
        Covers("answered-by", Scores.Select(s => s.AnsweredBy));
        Covers("severity-words", Scores.Where(s => s.Instrument == "verbal").Select(s => s.Answer));
        Covers("global-change", Scores.Where(s => s.Instrument == "pgic").Select(s => s.Answer));
        var instruments = CodeSystems.Embedded["instrument"];
        Assert.All(instruments.Codes, code => Assert.Empty(instruments.Find(code)!.Properties["unit"].Except(UnitsOf(code))));
        Assert.All(instruments.Codes, code => Assert.Empty(instruments.Find(code)!.Properties["item"].Except(ItemsOf(code))));
        Assert.Contains(Scores, s => s.Value == 0);
    }

    private IEnumerable<string?> UnitsOf(string instrument) => Scores.Where(s => s.Instrument == instrument).Select(s => s.Unit);

    private IEnumerable<string?> ItemsOf(string instrument) => Scores.Where(s => s.Instrument == instrument).SelectMany(s => s.Items ?? []).Select(i => i.Code);

    private static void Covers(string codeSystem, IEnumerable<string?> used) => Assert.Empty(CodeSystems.Embedded[codeSystem].Codes.Except(used!));
}
