using CsCheck;
using FhirAdapter.Records;
using Hl7.Fhir.Model;
using Hl7.Fhir.Utility;

namespace FhirAdapter.Tests.Records;

public sealed class ValidityTests
{
    public static TheoryData<string> Names => [.. Situations.All.Keys];

    [Theory]
    [MemberData(nameof(Names))]
    public void Every_situation_is_valid(string name) => AssertValid(Situations.All[name]);

    [Fact]
    public void Two_thousand_records_of_all_kinds_are_valid() => SomeRecords.Any.Sample(AssertValid, iter: 2_000, threads: 1);

    [Fact]
    public void Deleted_records_are_valid_and_all_their_resources_are_entered_in_error() => SomeRecords.Any.Sample(
        record =>
        {
            var deleted = record with { Deleted = true };
            AssertValid(deleted);
            Assert.All(Mapped.Of(deleted).Resources.Where(r => r.Role != ResourceRole.Party), r => AssertEnteredInError(r.Resource));
        },
        iter: 300,
        threads: 1);

    [Fact]
    public void The_same_record_always_gives_the_same_resources() => SomeRecords.Any.Sample(
        record => Mapped.Show(Mapped.Of(record)) == Mapped.Show(Mapped.Of(record with { })),
        iter: 200,
        threads: 1);

    [Fact]
    public void The_rules_are_found_broken_where_they_are()
    {
        static CodeableConcept Code(string code) => new("s", code);
        string[] broken =
        [
            .. Invariants.BrokenBy(new Condition { Subject = new("x"), ClinicalStatus = Code("active"), Abatement = new FhirDateTime("2026") }),
            .. Invariants.BrokenBy(new Condition { Subject = new("x"), ClinicalStatus = Code("active"), VerificationStatus = Code("entered-in-error") }),
            .. Invariants.BrokenBy(new Condition { Subject = new("x"), VerificationStatus = Code("confirmed") }),
            .. Invariants.BrokenBy(new Observation { Code = Code("a"), Value = new Integer(0), DataAbsentReason = Code("unknown") }),
            .. Invariants.BrokenBy(new Observation { Code = Code("a"), Value = new Integer(0), Component = [new() { Code = Code("a") }] }),
            .. Invariants.BrokenBy(new Observation { Code = Code("a") }),
            .. Invariants.BrokenBy(new AllergyIntolerance()),
            .. Invariants.BrokenBy(new AllergyIntolerance { ClinicalStatus = Code("active"), VerificationStatus = Code("entered-in-error") }),
            .. Invariants.BrokenBy(new Procedure { Performed = new Period { Start = "2026-11-20T17:05:00+01:00", End = "2026-11-20T16:04:00Z" } }),
            .. Invariants.BrokenBy(new Procedure { Text = new Narrative { Div = "<div xmlns=\"http://www.w3.org/1999/xhtml\"><p>a & b</p></div>" } }),
        ];

        Assert.Equal(["con-4", "con-5", "con-3", "obs-6", "obs-7", "us-core-2", "ait-1", "ait-2", "per-1", "txt-1"], broken);
    }

    private static void AssertValid(ClinicRecord record)
    {
        var mapped = Mapped.Of(record);
        Assert.Empty(Invariants.BrokenBy(mapped));
        foreach (var resource in mapped.Resources)
        {
            var json = Mapped.Json(resource.Resource);
            Assert.Equal(json, Mapped.Json(Mapped.ReadStrictly(json)));
        }
    }

    private static void AssertEnteredInError(Resource resource)
    {
        var mark = resource switch
        {
            Procedure p => p.Status.GetLiteral(),
            Observation o => o.Status.GetLiteral(),
            Device d => d.Status.GetLiteral(),
            Condition c => c.VerificationStatus?.Coding.Single().Code,
            AllergyIntolerance a => a.VerificationStatus?.Coding.Single().Code,
            _ => null,
        };
        Assert.Equal("entered-in-error", mark);
    }
}
