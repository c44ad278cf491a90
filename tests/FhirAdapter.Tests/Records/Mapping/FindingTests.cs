using FhirAdapter.Records;
using FhirAdapter.Records.ContraindicationFindings;
using FhirAdapter.Records.Mapping;
using Hl7.Fhir.Model;

namespace FhirAdapter.Tests.Records.Mapping;

public sealed class FindingTests
{
    private const string Loinc = "http://loinc.org";

    [Theory]
    [InlineData("pregnancy", "confirmed", "77386006")]
    [InlineData("pregnancy", "resolved", "77386006")]
    [InlineData("pregnancy", "suspected", "102874004")]
    [InlineData("possible-pregnancy", "confirmed", "102874004")]
    public void A_pregnancy_is_told_as_a_status_beside_its_condition(string finding, string status, string snomed)
    {
        var observation = Assert.Single(Mapped.Of(Pregnancy(finding, status)).Resources.Select(r => r.Resource).OfType<Observation>());

        Assert.Contains(observation.Code!.Coding, c => (c.System, c.Code) == (Loinc, "82810-3"));
        Assert.Contains(((CodeableConcept)observation.Value!).Coding, c => c.Code == snomed);
    }

    [Fact]
    public void A_pregnancy_that_was_none_has_no_status_any_more() =>
        Assert.DoesNotContain(Mapped.Of(Pregnancy("pregnancy", "disproved")).Resources, r => r.Resource is Observation);

    [Theory]
    [InlineData("possible-pregnancy")]
    [InlineData("fever")]
    public void Only_the_absence_of_a_pregnancy_says_not_pregnant(string finding) => Assert.DoesNotContain(
        ((CodeableConcept)Mapped.MainOf<Observation>(FindingSituations.NotPregnant with { Finding = new() { Code = finding } }).Value!).Coding, c => c.Code == "60001007");

    [Theory]
    [InlineData("absent")]
    [InlineData("unknown")]
    [InlineData("not-asked")]
    [InlineData("declined")]
    public void What_is_asked_about_a_pregnancy_is_asked_with_the_code_for_it_whatever_the_answer(string presence) => Assert.Contains(
        Mapped.MainOf<Observation>(FindingSituations.NotPregnant with { Presence = presence }).Code!.Coding, c => (c.System, c.Code) == (Loinc, "82810-3"));

    [Fact]
    public void What_was_found_and_answered_in_one_screening_bears_the_same_identifier()
    {
        var answer = Mapped.MainOf<Observation>(Situations.Absent with { Screening = "SC-1" });
        var finding = Mapped.MainOf<Condition>(Situations.Present with { Screening = "SC-1" });

        var panel = Assert.Single(new DomainResource[] { answer, finding }.Select(r => r.GetExtensionValue<Identifier>(Extensions.ScreeningPanel)!).Select(i => (i.System, i.Value)).Distinct());
        Assert.Equal(("https://clinic.example/fhir/id/screening-panel", "SC-1"), panel);
    }

    // The mapping of a finding is the same whatever else was found: nothing is known of the others.
    [Fact]
    public void A_screening_is_no_resource_that_two_findings_could_write_differently()
    {
        ContraindicationFinding[] screening = [Situations.Absent with { Screening = "SC-1" }, Situations.Present with { Screening = "SC-1" }, Situations.NotAsked with { Screening = "SC-1" }];

        var identifiers = screening.SelectMany(f => Mapped.Of(f).Resources).Where(r => r.Role != ResourceRole.Party).Select(r => r.Identifier).ToList();

        Assert.Equal(identifiers.Count, identifiers.Distinct().Count());
    }

    [Theory]
    [InlineData("suspected")]
    [InlineData("confirmed")]
    [InlineData("resolved")]
    [InlineData("disproved")]
    public void What_a_status_rests_on_stands_as_evidence(string status) => Assert.Equal(
        "Ultrasound",
        Mapped.MainOf<Condition>(Situations.Present with { Status = status, Evidence = "Ultrasound" }).Evidence.Single().Code.Single().Text);

    private static ContraindicationFinding Pregnancy(string finding, string status) =>
        FindingSituations.Pregnant with { Finding = new() { Code = finding }, Status = status };
}
