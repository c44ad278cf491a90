using CsCheck;
using FhirAdapter.Records;
using FhirAdapter.Shapes;
using FhirAdapter.Tests.Records;
using Hl7.Fhir.Model;

namespace FhirAdapter.Tests.Shapes;

public sealed class RecordShapeTests
{
    private const long Records = 2_000;

    private static readonly ShapeOptions UsCore = new() { Kind = ShapeKind.UsCore };
    private static readonly ShapeOptions Ips = new() { Kind = ShapeKind.Ips };

    private static readonly Gen<ShapeOptions> AnyShape = Gen.Select(
        Gen.Bool.Select(usCore => usCore ? ShapeKind.UsCore : ShapeKind.Ips), Gen.Enum<ConditionCategory>(), Gen.Bool, Gen.Enum<OwnExtensions>(),
        (kind, category, claim, extensions) => new ShapeOptions
        {
            Kind = kind,
            ConditionCategory = category,
            ClaimProfiles = claim,
            OwnExtensions = extensions,
        });

    [Fact]
    public void As_mapped_there_is_no_shape_and_so_no_copy() => Assert.Null(RecordShape.Of(new ShapeOptions()));

    [Fact]
    public void What_a_shape_changes_is_exactly_what_it_reports() => Gen.Select(SomeRecords.Any, AnyShape).Sample((record, options) =>
    {
        var mapped = Mapped.Of(record).Resources;
        var shaped = RecordShape.Of(options)!.Apply(record, mapped);
        Assert.Equal(mapped.Count, shaped.Resources.Count);
        for (var i = 0; i < mapped.Count; i++)
            AssertReported(mapped[i], shaped.Resources[i], shaped.Changes);
        Assert.All(shaped.Changes, change => Assert.Contains(mapped, resource => IsOf(change, resource)));
    }, iter: Records, threads: 1);

    [Fact]
    public void Shaping_leaves_what_was_mapped_as_it_was() => Gen.Select(SomeRecords.Any, AnyShape).Sample((record, options) =>
    {
        var mapped = Mapped.Of(record).Resources;
        var before = mapped.Select(r => Mapped.Json(r.Resource)).ToList();
        RecordShape.Of(options)!.Apply(record, mapped);
        Assert.Equal(before, mapped.Select(r => Mapped.Json(r.Resource)));
        Assert.Equal(before, Mapped.Of(record).Resources.Select(r => Mapped.Json(r.Resource)));
    }, iter: 300, threads: 1);

    [Fact]
    public void The_open_references_are_those_of_the_shaped_resource() => Gen.Select(SomeRecords.Any, AnyShape).Sample((record, options) =>
    {
        foreach (var resource in RecordShape.Of(options)!.Apply(record, Mapped.Of(record).Resources).Resources)
        {
            for (var i = 0; i < resource.References.Count; i++)
                resource.References[i].Element.Reference = $"Open/{i}";
            var json = Mapped.Json(resource.Resource);
            Assert.All(resource.References.Select((_, i) => i), i => Assert.Contains($"\"Open/{i}\"", json, StringComparison.Ordinal));
        }
    }, iter: 300, threads: 1);

    [Fact]
    public void Every_shaped_resource_fits_US_Core_and_is_valid() => SomeRecords.Any.Sample(record =>
    {
        foreach (var resource in RecordShape.Of(UsCore)!.Apply(record, Mapped.Of(record).Resources).Resources)
        {
            Assert.Empty(GuideRules.FaultsOfUsCore(resource.Resource));
            Mapped.ReadStrictly(Mapped.Json(resource.Resource));
        }
    }, iter: Records, threads: 1);

    [Fact]
    public void Every_shaped_resource_fits_IPS_and_is_valid() => SomeRecords.Any.Sample(record =>
    {
        foreach (var resource in RecordShape.Of(Ips)!.Apply(record, Mapped.Of(record).Resources).Resources)
        {
            Assert.Empty(GuideRules.FaultsOfIps(resource.Resource));
            Mapped.ReadStrictly(Mapped.Json(resource.Resource));
        }
    }, iter: Records, threads: 1);

    [Theory]
    [InlineData("Procedure")]
    [InlineData("Condition")]
    [InlineData("Observation")]
    public void What_is_taken_back_fits_as_well(string type)
    {
        var retracted = Mapped.Mapping.Retract(Situations.CompletedWithTwoSites, type, new() { System = "urn:oid:1.2.3", Value = "X" })!;

        var usCore = RecordShape.Of(UsCore)!.Apply(retracted).Resource;
        var ips = RecordShape.Of(Ips)!.Apply(retracted).Resource;

        Assert.Empty(GuideRules.FaultsOfUsCore(usCore));
        Assert.Empty(GuideRules.FaultsOfIps(ips));
    }

    [Fact]
    public void A_session_without_a_time_says_that_it_is_not_known_and_never_makes_one_up()
    {
        var shaped = RecordShape.Of(UsCore)!.Apply(Situations.CompletedWithTwoSites with { Start = null, End = null }, Mapped.Of(Situations.CompletedWithTwoSites with { Start = null, End = null }).Resources);

        var procedure = Assert.IsType<Procedure>(shaped.Resources.Single(r => r.Role == ResourceRole.Main).Resource);
        Assert.Contains("\"_performedDateTime\":{\"extension\":[{\"url\":\"http://hl7.org/fhir/StructureDefinition/data-absent-reason\",\"valueCode\":\"unknown\"}]}", Mapped.Json(procedure), StringComparison.Ordinal);
        Assert.Contains(new ShapeChange("Procedure", "needling-procedure/DN-2026-0417", "performedDateTime", "added"), shaped.Changes);
    }

    [Theory]
    [InlineData(ShapeKind.UsCore, ConditionCategory.Auto, "health-concern")]
    [InlineData(ShapeKind.UsCore, ConditionCategory.ProblemListItem, "problem-list-item")]
    [InlineData(ShapeKind.UsCore, ConditionCategory.EncounterDiagnosis, "encounter-diagnosis")]
    [InlineData(ShapeKind.Ips, ConditionCategory.Auto, null)]
    [InlineData(ShapeKind.Ips, ConditionCategory.ProblemListItem, "problem-list-item")]
    public void A_Condition_has_the_category_that_the_destination_takes_it_for(ShapeKind kind, ConditionCategory choice, string? expected)
    {
        var record = Situations.Present with { Encounter = null };
        var shaped = RecordShape.Of(new() { Kind = kind, ConditionCategory = choice })!.Apply(record, Mapped.Of(record).Resources);

        var condition = Assert.IsType<Condition>(shaped.Resources.Single(r => r.Role == ResourceRole.Main).Resource);
        Assert.Equal(expected is null ? [] : [expected], condition.Category.Select(c => c.Coding[0].Code));
    }

    [Fact]
    public void An_extension_that_is_left_out_is_said_in_text_only_where_a_text_says_it()
    {
        var options = new ShapeOptions { Kind = ShapeKind.UsCore, OwnExtensions = OwnExtensions.Drop };
        var changes = RecordShape.Of(options)!.Apply(Situations.CompletedWithTwoSites, Mapped.Of(Situations.CompletedWithTwoSites).Resources).Changes;

        Assert.Contains(new ShapeChange("Procedure", "needling-procedure/DN-2026-0417", "bodySite[0].extension[1]", "said-in-text"), changes);
        Assert.Contains(new ShapeChange("Procedure", "needling-procedure/DN-2026-0417", "complication[0].extension[2]", "dropped"), changes);
    }

    [Fact]
    public void A_Provenance_is_added_where_it_is_asked_for_and_everything_else_stays()
    {
        var mapped = Mapped.Of(Situations.CompletedWithTwoSites).Resources;
        var shaped = RecordShape.Of(new() { Provenance = true })!.Apply(Situations.CompletedWithTwoSites, mapped);

        Assert.Equal(mapped, shaped.Resources.Take(mapped.Count));
        var provenance = Assert.IsType<Provenance>(Mapped.ReadStrictly(Mapped.Json(shaped.Resources[^1].Resource)));
        Assert.Equal(mapped.Count(r => r.Role != ResourceRole.Party), provenance.Target.Count);
        Assert.Equal(["author", "assembler"], provenance.Agent.Select(a => a.Type!.Coding[0].Code));
        Assert.Equal(Situations.CompletedWithTwoSites.LastChanged, provenance.Recorded);
        Assert.Equal([new("Provenance", "provenance/needling-procedure~DN-2026-0417~20261120T170000Z", "", "added")], shaped.Changes);
    }

    [Fact]
    public void A_record_that_does_not_say_when_it_was_changed_gets_no_Provenance()
    {
        var record = Situations.CompletedWithTwoSites with { LastChanged = null };

        Assert.Empty(RecordShape.Of(new() { Provenance = true })!.Apply(record, Mapped.Of(record).Resources).Changes);
    }

    [Fact]
    public void The_rules_of_the_guides_bite()
    {
        var usCore = RecordShape.Of(UsCore)!;
        var procedure = MainOf<Procedure>(usCore, Situations.CompletedWithTwoSites);
        var condition = MainOf<Condition>(usCore, Situations.Present);
        var score = MainOf<Observation>(usCore, Situations.NrsZeroAfter);
        var ips = MainOf<Procedure>(RecordShape.Of(Ips)!, Situations.CompletedWithTwoSites);

        Assert.Equal(["us-core-7"], FaultsAfter(procedure, p => p.Performed = null));
        Assert.Equal(["code extensible"], FaultsAfter(procedure, p => p.Code = new CodeableConcept { Text = "words" }));
        Assert.Equal(["claim"], FaultsAfter(procedure, p => p.Meta = null));
        Assert.Contains("category 1..*", FaultsAfter(condition, c => c.Category = []));
        Assert.Equal(["con-4"], FaultsAfter(condition, c => c.Abatement = new FhirDateTime("2026")));
        Assert.Equal(["us-core-1"], FaultsAfter(score, o => o.Effective = new FhirDateTime("2026-11")));
        Assert.Equal(["us-core-2"], FaultsAfter(score, o => o.Value = null));
        Assert.Equal(["us-core-3"], FaultsAfter(score, o => o.Value = new Quantity { Value = 1, System = "urn:oid:1.2" }));
        ips.Performed = null;
        Assert.Equal(["performed 1..1", "performed is a dateTime or a Period"], GuideRules.FaultsOfIps(ips));
    }

    [Fact]
    public void A_change_that_is_not_reported_is_found()
    {
        var mapped = Mapped.Of(Situations.NrsZeroAfter).Resources.Single(r => r.Role == ResourceRole.Main);
        var changed = (Observation)mapped.Resource.DeepCopy();
        changed.Value = new Quantity { Value = 1 };

        Assert.ThrowsAny<Xunit.Sdk.XunitException>(() => AssertReported(mapped, mapped with { Resource = changed }, []));
        Assert.ThrowsAny<Xunit.Sdk.XunitException>(() =>
            AssertReported(mapped, mapped, [new ShapeChange("Observation", ShapeDraft.NameOf(mapped.Identifier), "bodySite", ShapeChange.Dropped)]));
    }

    private static void AssertReported(MappedResource mapped, MappedResource shaped, IReadOnlyList<ShapeChange> changes)
    {
        var own = changes.Where(change => IsOf(change, mapped)).ToList();
        Assert.Equal(
            JsonPaths.Without(Mapped.Json(mapped.Resource), own.Where(c => c.Code != ShapeChange.Added).Select(c => c.Path)),
            JsonPaths.Without(Mapped.Json(shaped.Resource), own.Where(c => c.Code == ShapeChange.Added).Select(c => c.Path)));
    }

    private static bool IsOf(ShapeChange change, MappedResource resource) =>
        change.ResourceType == resource.Resource.TypeName && change.Identifier == ShapeDraft.NameOf(resource.Identifier);

    private static T MainOf<T>(RecordShape shape, ClinicRecord record)
        where T : Resource => Assert.IsType<T>(shape.Apply(record, Mapped.Of(record).Resources).Resources.Single(r => r.Role == ResourceRole.Main).Resource);

    private static IReadOnlyList<string> FaultsAfter<T>(T resource, Action<T> fault)
        where T : Resource
    {
        var copy = (T)resource.DeepCopy();
        fault(copy);
        return GuideRules.FaultsOfUsCore(copy);
    }
}
