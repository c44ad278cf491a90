using FhirAdapter.Failures;
using FhirAdapter.Records;
using FhirAdapter.Records.NeedlingProcedures;
using FhirAdapter.Records.PainScores;
using Hl7.Fhir.Model;

namespace FhirAdapter.Tests.Records.Mapping;

public sealed class RecordMappingTests
{
    public static TheoryData<string, string> Unmappable => new()
    {
        { nameof(NoPatient), "patient" },
        { nameof(NoId), "id" },
        { nameof(UnknownMuscle), "sites[0].muscle" },
        { nameof(UnknownSeverity), "adverseEffects[0].severity" },
        { nameof(UnknownStatus), "status" },
        { nameof(UnknownTechnique), "sites[0].technique" },
        { nameof(UnknownInstrument), "instrument" },
        { nameof(ValueAndReason), "value" },
        { nameof(NoValueAtAll), "value" },
        { nameof(HalfAFace), "value" },
        { nameof(WordsForANumber), "answer" },
        { nameof(StrengthOfWhatIsAbsent), "strength" },
        { nameof(EvidenceOfWhatIsAbsent), "evidence" },
        { nameof(EndOfWhatGoesOn), "resolved" },
        { nameof(NoPresence), "presence" },
    };

    private static ClinicRecord NoPatient => Situations.NrsZeroAfter with { Patient = null };

    private static ClinicRecord NoId => Situations.NrsZeroAfter with { Id = null };

    private static ClinicRecord UnknownMuscle => Situations.CompletedWithTwoSites with { Sites = [new() { Muscle = "secret" }] };

    private static ClinicRecord UnknownSeverity => Situations.CompletedWithTwoSites with { AdverseEffects = [new() { Code = "bruising", Severity = "secret" }] };

    private static ClinicRecord UnknownStatus => Situations.CompletedWithTwoSites with { Status = "secret" };

    private static ClinicRecord UnknownTechnique => Situations.CompletedWithTwoSites with { Sites = [new() { Muscle = "soleus", Technique = "secret" }] };

    private static ClinicRecord UnknownInstrument => Situations.NrsZeroAfter with { Instrument = "secret" };

    private static ClinicRecord ValueAndReason => Situations.NrsZeroAfter with { AbsentReason = "unknown" };

    private static ClinicRecord NoValueAtAll => Situations.NrsZeroAfter with { Value = null };

    private static ClinicRecord HalfAFace => Situations.NrsZeroAfter with { Instrument = "faces", Value = 4.5m };

    private static ClinicRecord WordsForANumber => Situations.NrsZeroAfter with { Value = null, Answer = "mild" };

    private static ClinicRecord StrengthOfWhatIsAbsent => Situations.Absent with { Strength = "relative" };

    private static ClinicRecord EvidenceOfWhatIsAbsent => Situations.Absent with { Evidence = "secret" };

    private static ClinicRecord EndOfWhatGoesOn => Situations.Present with { Resolved = ClinicTime.OnDate(new(2026, 1, 1)) };

    private static ClinicRecord NoPresence => Situations.Present with { Presence = null };

    [Theory]
    [MemberData(nameof(Unmappable))]
    public void A_record_that_cannot_be_mapped_names_the_field_and_no_value(string name, string path)
    {
        var record = (ClinicRecord)typeof(RecordMappingTests).GetProperty(name, System.Reflection.BindingFlags.NonPublic | System.Reflection.BindingFlags.Static)!.GetValue(null)!;

        var failure = Assert.IsType<MappingResult.Unmappable>(Mapped.Mapping.Map(record)).Failure;

        Assert.Equal(FailureCode.Unmappable, failure.Code);
        Assert.Equal(path, failure.Path);
        Assert.DoesNotContain("secret", failure.ToString(), StringComparison.Ordinal);
    }

    [Fact]
    public void A_deletion_that_says_no_more_than_whose_it_is_still_maps()
    {
        ClinicRecord[] bare =
        [
            new NeedlingProcedure { Id = "A", Version = 2, Deleted = true, Patient = new() { System = "urn:x", Value = "1" } },
            new PainScore { Id = "A", Version = 2, Deleted = true, Patient = new() { System = "urn:x", Value = "1" } },
            new FhirAdapter.Records.ContraindicationFindings.ContraindicationFinding { Id = "A", Version = 2, Deleted = true, Patient = new() { System = "urn:x", Value = "1" } },
        ];

        Assert.All(bare, record => Assert.Empty(Invariants.BrokenBy(Mapped.Of(record))));
    }

    [Fact]
    public void What_a_session_no_longer_has_is_retracted_by_a_valid_resource_of_its_own_type()
    {
        foreach (var part in Situations.All.Values.SelectMany(r => Mapped.Of(r).Resources.Select(p => (Record: r, Part: p))))
        {
            var retracted = Mapped.Mapping.Retract(part.Record, part.Part.Resource.TypeName, part.Part.Identifier);
            if (part.Part.Role == ResourceRole.Party)
            {
                Assert.Null(retracted);
                continue;
            }

            Assert.Equal(part.Part.Resource.TypeName, retracted!.Resource.TypeName);
            Assert.Equal(part.Part.Identifier, retracted.Identifier);
            Assert.Contains("entered-in-error", Mapped.Json(retracted.Resource), StringComparison.Ordinal);
            Assert.Empty(Invariants.BrokenBy(retracted.Resource));
            Mapped.ReadStrictly(Mapped.Json(retracted.Resource));
        }
    }

    [Fact]
    public void References_to_other_records_name_the_record_and_those_within_one_do_not()
    {
        var score = Mapped.Of(Situations.FollowUpWithChange).Resources.SelectMany(r => r.References).ToList();
        var session = Mapped.Of(Situations.NotDoneForContraindication).Resources.SelectMany(r => r.References).ToList();

        Assert.Contains(score, r => r is { TargetType: "Procedure", Required: true } && r.Record == new RecordKey(RecordKind.NeedlingProcedure, "DN-2026-0417"));
        Assert.Equal(2, score.Count(r => r.Record == new RecordKey(RecordKind.PainScore, "PS-0")));
        Assert.Contains(score, r => r is { TargetType: "Observation", Required: true, Record: null, Target.Value: "PS-4" });
        Assert.Contains(session, r => r is { TargetType: "Condition", Required: true } && r.Record == new RecordKey(RecordKind.ContraindicationFinding, "CF-12"));
        Assert.All(score.Concat(session).Where(r => r.TargetType == "Patient"), r => Assert.True(r.Required));
        Assert.DoesNotContain(Mapped.Of(Situations.Disproved).Resources.SelectMany(r => r.References), r => r.TargetType == "Procedure");
    }

    [Fact]
    public void Practitioner_encounter_and_location_are_optional_references() => Assert.All(
        Mapped.Of(Situations.CompletedWithTwoSites).Resources.SelectMany(r => r.References),
        r => Assert.Equal(r.TargetType is not ("Practitioner" or "Encounter" or "Location"), r.Required));

    [Fact]
    public void A_time_keeps_its_offset_and_fraction_and_a_date_stays_a_date()
    {
        var summer = new DateTimeOffset(2026, 7, 1, 23, 59, 59, 250, TimeSpan.FromHours(-3.5));

        Assert.Equal("2026-07-01T23:59:59.25-03:30", Effective(ClinicTime.At(summer)));
        Assert.Equal("2026-07-01", Effective(ClinicTime.OnDate(new(2026, 7, 1))));
    }

    [Fact]
    public void A_session_from_a_date_to_a_time_goes_by_dates_and_says_the_time_in_words()
    {
        var mapped = Mapped.Of(Situations.CompletedWithTwoSites with { Start = ClinicTime.OnDate(new(2026, 11, 20)) });
        var procedure = Assert.Single(mapped.Resources.Select(r => r.Resource).OfType<Procedure>());

        Assert.Equal(("2026-11-20", "2026-11-20"), (((Period)procedure.Performed!).Start, ((Period)procedure.Performed!).End));
        Assert.Contains("until 2026-11-20 17:25 +01:00", procedure.Text!.Div, StringComparison.Ordinal);
        Assert.Contains(new MappingLoss("end", "text-only"), mapped.Losses);
    }

    [Fact]
    public void A_neck_disability_index_in_per_cent_is_not_called_the_raw_score()
    {
        static IEnumerable<string?> Systems(string unit) =>
            Mapped.MainOf<Observation>(Situations.NrsZeroAfter with { Instrument = "ndi", Unit = unit, Value = 20m }).Code.Coding.Select(c => c.System);

        Assert.Contains("http://loinc.org", Systems("{score}"));
        Assert.DoesNotContain("http://loinc.org", Systems("%"));
    }

    [Theory]
    [InlineData("mm", 100)]
    [InlineData("cm", 10)]
    public void A_visual_analogue_scale_keeps_its_unit_and_ends_where_that_unit_ends(string unit, int end)
    {
        var observation = Mapped.MainOf<Observation>(Situations.VasInMillimetres with { Value = 6.2m, Unit = unit });

        Assert.Equal((6.2m, unit), (((Quantity)observation.Value!).Value, ((Quantity)observation.Value!).Code));
        Assert.Equal((decimal)end, observation.ReferenceRange.Single().High!.Value);
    }

    [Fact]
    public void The_bounds_of_what_is_believed_of_an_angle_are_no_range() => Assert.Empty(
        Mapped.MainOf<Observation>(Situations.NrsZeroAfter with { Instrument = "cervical-flexion", Unit = "deg", Value = 40m }).ReferenceRange);

    [Fact]
    public void A_narrative_holds_whatever_the_clinic_wrote_as_text()
    {
        var div = Mapped.MainOf<Observation>(Situations.NrsZeroAfter with { Note = "<script>&\u0001\uD800x😀" }).Text!.Div!;

        Assert.Contains("&lt;script&gt;&amp;\uFFFD\uFFFDx😀", div, StringComparison.Ordinal);
    }

    private static string? Effective(ClinicTime time) =>
        ((FhirDateTime)Mapped.MainOf<Observation>(Situations.NrsZeroAfter with { When = time }).Effective!).Value;
}
