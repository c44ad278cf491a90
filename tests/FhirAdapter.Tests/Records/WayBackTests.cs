using System.Text;
using FhirAdapter.Failures;
using FhirAdapter.Records;
using FhirAdapter.Records.Mapping;
using FhirAdapter.Records.Reading;
using Hl7.Fhir.Model;

namespace FhirAdapter.Tests.Records;

/// <summary>What the way back takes, and what it says of resources that are not those of a record.</summary>
public sealed class WayBackTests
{
    private static readonly FhirRecords Back = new(new Uri("https://clinic.example/fhir/id"));

    public static TheoryData<string> Faults => [.. Planted.Keys];

    // What is planted into the resources of a situation, and the element that the failure names.
    private static Dictionary<string, (ClinicRecord Record, Action<List<Resource>> Fault, string Path)> Planted { get; } = new()
    {
        ["no version"] = (Situations.NrsZeroAfter, all => MainOf<Observation>(all).RemoveExtension(Extensions.RecordVersion), "Observation.extension(https://fhir-adapter.example/StructureDefinition/record-version)"),
        ["two versions"] = (Situations.NrsZeroAfter, all => MainOf<Observation>(all).AddExtension(Extensions.RecordVersion, new FhirString("2")), "Observation.extension(https://fhir-adapter.example/StructureDefinition/record-version)"),
        ["a code that is not of its list"] = (Situations.Present, all => MainOf<Condition>(all).Code!.Coding[0].Code = "secret", "Condition.code"),
        ["a role without the own code"] = (Situations.CompletedWithTwoSites, all => MainOf<Procedure>(all).Performer[0].Function = new CodeableConcept("http://snomed.info/sct", "36682004"), "Procedure.performer[0].function"),
        ["a depth in centimetres"] = (Situations.CompletedWithTwoSites, all => Site(all, 1).Component.First(c => c.Value is Quantity { Code: "mm" }).Value = new Quantity(1.5m, "cm"), "Observation(needling-site 1).component"),
        ["a depth of less than"] = (Situations.CompletedWithTwoSites, all => ((Quantity)Site(all, 1).Component.First(c => c.Value is Quantity { Code: "mm" }).Value!).Comparator = Quantity.QuantityComparator.LessThan, "Observation(needling-site 1).component"),
        ["a component of another kind"] = (Situations.CompletedWithTwoSites, all => Site(all, 1).Component.Add(new() { Code = new CodeableConcept("http://loinc.org", "1-8"), Value = new Integer(1) }), "Observation(needling-site 1).component"),
        ["the same component twice"] = (Situations.CompletedWithTwoSites, all => Site(all, 1).Component.AddRange(Site(all, 1).Component.Where(c => c.Value is Quantity { Code: "mm" }).ToList()), "Observation(needling-site 1).component"),
        ["half a fraction of a needle"] = (Situations.CompletedWithTwoSites, all => ((Quantity)Site(all, 1).Component.First(c => c.Value is Quantity { Code: "{needle}" }).Value!).Value = 1.5m, "Observation(needling-site 1).component"),
        ["a site that is missing"] = (Situations.CompletedWithTwoSites, all => all.Remove(Site(all, 2)), "Procedure.bodySite"),
        ["a Device that is missing"] = (Situations.CompletedWithTwoSites, all => all.RemoveAll(r => r is Device), "Observation(needling-site 1).component"),
        ["a Device twice"] = (Situations.CompletedWithTwoSites, all => all.Add(all.OfType<Device>().First()), "Device.identifier"),
        ["the main resource twice"] = (Situations.Absent, all => all.Add(MainOf<Observation>(all)), "Observation.identifier"),
        ["a month for a time"] = (Situations.NrsZeroAfter, all => MainOf<Observation>(all).Effective = new FhirDateTime("2026-11"), "Observation.effective"),
        ["a timing for a time"] = (Situations.NrsZeroAfter, all => MainOf<Observation>(all).Effective = new Period { Start = "2026-11-20" }, "Observation.effective"),
        ["a patient by name only"] = (Situations.NrsZeroAfter, all => MainOf<Observation>(all).Subject = new ResourceReference { Display = "secret" }, "Observation.subject"),
        ["a literal patient who was not given along"] = (Situations.NrsZeroAfter, all => MainOf<Observation>(all).Subject = new ResourceReference("Patient/secret"), "Observation.subject"),
        ["a status no one gives"] = (Situations.Present, all => MainOf<Condition>(all).ClinicalStatus!.Coding[0].Code = "remission", "Condition.clinicalStatus"),
        ["a value of another form"] = (Situations.NrsZeroAfter, all => MainOf<Observation>(all).Value = new FhirString("secret"), "Observation.value"),
        ["neither value nor reason"] = (Situations.NrsZeroAfter, all => MainOf<Observation>(all).Value = null, "Observation.dataAbsentReason"),
        ["two notes"] = (Situations.Present, all => MainOf<Condition>(all).Note.Add(new Annotation { Text = "secret" }), "Condition.note"),
        ["a screening that is none of the clinic's"] = (Situations.Absent, all => MainOf<Observation>(all).GetExtensionValue<Identifier>(Extensions.ScreeningPanel)!.System = "urn:secret", "Observation.extension(screening-panel)"),
        ["two pieces of evidence"] = (Situations.Disproved, all => MainOf<Condition>(all).Evidence.Add(new() { Code = [new CodeableConcept { Text = "secret" }] }), "Condition.evidence"),
        ["a procedure that is none of the clinic's"] = (Situations.FollowUpWithChange, all => MainOf<Observation>(all).GetExtensionValue<ResourceReference>(Extensions.FollowUpOf)!.Identifier!.System = "urn:secret", "Observation.partOf"),
        ["a score beyond its scale"] = (Situations.NrsZeroAfter, all => ((Quantity)MainOf<Observation>(all).Value!).Value = 11, "Observation (value)"),
    };

    [Theory]
    [MemberData(nameof(Faults))]
    public void What_is_not_the_record_is_told_by_its_element_and_no_value(string fault)
    {
        var (record, plant, path) = Planted[fault];
        var resources = Resources(record);
        plant(resources);

        var results = Back.FromFhir(Json(resources));

        Assert.All(results, result =>
        {
            Assert.Null(result.Record);
            Assert.Equal(record.Key, result.Key);
            Assert.Equal((FailureCode.NotUnderstood, path), (result.Failure!.Code, result.Failure.Path));
            Assert.DoesNotContain("secret", result.ToString() + result.Failure, StringComparison.Ordinal);
        });
        Assert.NotEmpty(results);
    }

    [Theory]
    [InlineData("{")]
    [InlineData("[]")]
    [InlineData("""{"resourceType":"Secret"}""")]
    [InlineData("""{"resourceType":"Observation","status":"secret","valueString":"secret","valueInteger":1}""")]
    public void What_is_no_resource_is_told_by_its_place_and_the_others_are_read(string json)
    {
        var results = Back.FromFhir([.. Json(Resources(Situations.Absent)), Encoding.UTF8.GetBytes(json), .. Json(Resources(Situations.NrsZeroAfter))]);

        var failure = Assert.Single(results, r => r.Key is null).Failure!;
        Assert.StartsWith("resources[", failure.Path, StringComparison.Ordinal);
        Assert.DoesNotContain("ecret", failure.ToString(), StringComparison.Ordinal);
        Assert.Equal([Situations.Absent.Key, Situations.NrsZeroAfter.Key], results.Where(r => r.Record is not null).Select(r => r.Key!.Value));
    }

    [Fact]
    public void Many_records_in_one_bundle_come_back_in_the_order_of_their_main_resources()
    {
        var bundle = new Bundle { Type = Bundle.BundleType.Collection };
        foreach (var resource in Situations.All.Values.SelectMany(Resources))
            bundle.Entry.Add(new() { Resource = resource });

        var results = Back.FromFhir(Json([bundle]));

        Assert.Equal(Situations.All.Values.Select(Canonical), results.Select(r => Canonical(r.Record!)));
    }

    [Fact]
    public void References_may_be_literal_behind_an_address_or_within_a_bundle_where_what_they_mean_is_given_along() => Assert.All(Situations.All.Values, record =>
    {
        var resources = Resources(record, withParties: true);
        var bundle = new Bundle { Type = Bundle.BundleType.Collection };
        foreach (var (resource, i) in resources.Select((r, i) => (r, i)))
        {
            resource.Id = $"id-{i}";
            bundle.Entry.Add(new() { FullUrl = $"urn:uuid:{i:x8}-0000-4000-8000-000000000000", Resource = resource });
        }

        foreach (var (reference, n) in resources.SelectMany(References).Select((r, n) => (r, n)))
        {
            var target = resources.FindIndex(r => r.TypeName == reference.Type && IdentifierOf(r) == (reference.Identifier!.System, reference.Identifier.Value));
            if (target < 0)
                continue;
            reference.Identifier = null;
            reference.Reference = (n % 4) switch
            {
                0 => $"{reference.Type}/id-{target}",
                1 => $"https://fhir.hospital.example/r4/{reference.Type}/id-{target}",
                2 => $"https://fhir.hospital.example/r4/{reference.Type}/id-{target}/_history/3",
                _ => bundle.Entry[target].FullUrl,
            };
        }

        AssertSame(record, Back.FromFhir(Json([bundle])));
    });

    [Fact]
    public void References_may_be_conditional() => Assert.All(Situations.All.Values, record =>
    {
        var resources = Resources(record);
        foreach (var reference in resources.SelectMany(References))
        {
            reference.Reference = $"{reference.Type}?identifier={Uri.EscapeDataString(reference.Identifier!.System!)}|{Uri.EscapeDataString(reference.Identifier.Value!)}";
            reference.Identifier = null;
        }

        AssertSame(record, Back.FromFhir(Json(resources)));
    });

    [Fact]
    public void What_a_server_and_others_add_does_not_disturb() => Assert.All(Situations.All.Values, record =>
    {
        var resources = Resources(record);
        foreach (var resource in resources.OfType<DomainResource>())
        {
            resource.Id = Guid.NewGuid().ToString();
            resource.Meta!.VersionId = "7";
            resource.Meta.Tag.Add(new Coding("urn:hospital", "reviewed"));
            resource.Text = new Narrative { Status = Narrative.NarrativeStatus.Generated, Div = "<div xmlns=\"http://www.w3.org/1999/xhtml\">Andere Worte</div>" };
            resource.AddExtension("https://hospital.example/more", new FhirBoolean(true));
            foreach (var concept in Invariants.Descendants(resource).OfType<CodeableConcept>().Where(c => c.Coding.Count > 0))
            {
                concept.Text = "In anderen Worten";
                concept.Coding.Insert(0, new Coding("urn:hospital", "translated"));
                concept.Coding.ForEach(c => c.Display = "Anders");
            }
        }

        AssertSame(record, Back.FromFhir(Json(resources)));
    });

    [Fact]
    public void What_a_later_version_took_away_is_passed_over()
    {
        ClinicRecord now = Situations.CompletedWithTwoSites with { Version = 2, Sites = [Situations.CompletedWithTwoSites.Sites![0]], Consent = null, NeedlesInserted = null, NeedlesRemoved = null };
        var left = Resources(now);
        var gone = Mapped.Of(Situations.CompletedWithTwoSites).Resources
            .Where(was => was.Role != ResourceRole.Party && !left.Exists(r => r.TypeName == was.Resource.TypeName && IdentifierOf(r) == (was.Identifier.System, was.Identifier.Value)))
            .Select(was => Mapped.Mapping.Retract(now, was.Resource.TypeName, was.Identifier)!.Resource)
            .ToList();

        Assert.Equal(4, gone.Count);
        AssertSame(now, Back.FromFhir(Json([.. gone, .. left])));
    }

    [Fact]
    public void A_finding_that_is_no_longer_present_comes_back_from_its_answer_alone()
    {
        var was = Situations.Present;
        ClinicRecord now = Situations.Absent with { Id = was.Id, Version = 2 };
        var retracted = Mapped.Mapping.Retract(now, "Condition", Mapped.Of(was).Resources.Single(r => r.Role == ResourceRole.Main).Identifier)!.Resource;

        AssertSame(now, Back.FromFhir(Json([retracted, .. Resources(now)])));
    }

    private static void AssertSame(ClinicRecord record, IReadOnlyList<FhirRecord> results)
    {
        var result = Assert.Single(results);
        Assert.True(result.Record is not null, $"{record.Key}: {result.Failure}");
        Assert.Equal(Canonical(record), Canonical(result.Record));
    }

    private static List<Resource> Resources(ClinicRecord record) => Resources(record, withParties: false);

    // Copies, for the mapping shares its concepts between resources and they are changed here.
    private static List<Resource> Resources(ClinicRecord record, bool withParties) =>
        [.. Mapped.Of(record).Resources.Where(r => withParties || r.Role != ResourceRole.Party).Select(r => (Resource)r.Resource.DeepCopy())];

    private static T MainOf<T>(List<Resource> all)
        where T : DomainResource => all.OfType<T>().First(r => r.GetExtension(Extensions.RecordVersion) is not null);

    private static Observation Site(List<Resource> all, int number) =>
        all.OfType<Observation>().Single(o => o.Identifier[0].Value!.EndsWith($"~site-{number}", StringComparison.Ordinal));

    private static IEnumerable<ResourceReference> References(Resource resource) =>
        Invariants.Descendants(resource).OfType<ResourceReference>().Where(r => r.Identifier is not null);

    private static (string? System, string? Value) IdentifierOf(Resource resource) =>
        resource is IIdentifiable<List<Identifier>> { Identifier: [var identifier, ..] } ? (identifier.System, identifier.Value) : default;

    private static List<ReadOnlyMemory<byte>> Json(IEnumerable<Resource> resources) =>
        [.. resources.Select(r => new ReadOnlyMemory<byte>(Encoding.UTF8.GetBytes(Mapped.Json(r))))];

    private static string Canonical(ClinicRecord record) => Encoding.UTF8.GetString(RecordJson.Write(record));
}
