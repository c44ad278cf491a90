using System.Globalization;
using CsCheck;
using FhirAdapter.Records;
using FhirAdapter.Records.NeedlingProcedures;
using FhirAdapter.Routes;
using FhirAdapter.Shapes;
using FhirAdapter.Tests.Records;
using FhirAdapter.Tests.Shapes;
using FhirAdapter.Tests.WriteProfiles;
using FhirAdapter.WriteProfiles;
using Hl7.Fhir.Model;

namespace FhirAdapter.Tests.Routes;

public sealed class RoutePlannerTests
{
    [Fact]
    public void An_open_server_needs_no_planning() => Assert.Null(RoutePlanner.Of(ProfileFolder.Profile("open-r4"), new ShapeOptions(), []));

    [Fact]
    public void Who_must_not_be_lost_becomes_a_reference_without_which_nothing_goes()
    {
        var profile = Silent(ProfileFolder.Profile("oracle-health"));
        var sessions = SomeRecords.Any.Array[400].Single().OfType<NeedlingProcedure>().Where(each => each.Practitioners is [{ Identifier.Value: not null }, ..]);
        var (record, free) = sessions.Select(each => (each, RoutePlanner.Of(profile, new ShapeOptions(), [])!.Plan(each, Mapped.Of(each).Resources)))
            .First(each => each.Item2.Changes.Any(change => change is { Code: PlannedChange.DroppedIfUnknown, ResourceType: "Procedure" }));

        var bound = RoutePlanner.Of(profile, new ShapeOptions(), ["Procedure.performer"])!.Plan(record, Mapped.Of(record).Resources);

        Assert.DoesNotContain(free.Resources.SelectMany(each => each.References), each => each is { TargetType: "Practitioner", Required: true });
        Assert.Contains(bound.Resources.SelectMany(each => each.References), each => each is { TargetType: "Practitioner", Required: true });
        Assert.DoesNotContain(bound.Changes, change => change is { Code: PlannedChange.DroppedIfUnknown, Path: "performer[0]" });
    }

    // A server without a note in which the lost could be said.
    private static WriteProfile Silent(WriteProfile profile) => profile with
    {
        Types = profile.Types.ToDictionary(type => type.Key, type => type.Value with { TextIn = null }),
    };

    [Fact]
    public void What_goes_differs_from_what_was_mapped_in_exactly_what_the_report_says() => Gen.Select(SomeRecords.Any, SomeProfiles.Any).Sample((record, profile) =>
    {
        var planned = Planner(profile).Plan(record, Mapped.Of(record).Resources);
        if (planned.Failure is not null)
            return;
        // What the shape changed is held to its own lines by the tests of shapes.
        var mapped = RecordShape.Of(new ShapeOptions { Kind = profile.Shape })?.Apply(record, Mapped.Of(record).Resources).Resources ?? Mapped.Of(record).Resources;
        // What only the look-up can tell, or the server itself will change, is still there.
        var changes = planned.Changes.Where(c => c.Reason is not (LossReason.Shape or LossReason.TargetUnknown or LossReason.Converted)).ToList();
        foreach (var each in mapped)
            AssertReported(each, planned.Resources.FirstOrDefault(p => Name(p) == Name(each)), changes);
        var added = planned.Resources.Where(p => mapped.All(m => Name(m) != Name(p))).Select(Name).ToList();
        Assert.Equal(added, changes.Where(c => c.Path.Length == 0).Select(c => (c.ResourceType, c.Identifier)));
        Assert.All(changes, c => Assert.True(added.Contains((c.ResourceType, c.Identifier)) || mapped.Any(m => Name(m) == (c.ResourceType, c.Identifier))));
    }, iter: 3_000, threads: 1);

    [Fact]
    public void A_day_goes_without_the_exact_time_that_an_extension_of_it_said()
    {
        var open = ProfileFolder.Profile("open-r4");
        var profile = open with { Types = new Dictionary<string, TypeProfile> { ["Procedure"] = new() { Extensions = ElementFate.Ignored } } };
        var record = SomeRecords.Any.Array[100].Single().OfType<NeedlingProcedure>().First(each => each.Status == "completed") with
        {
            Start = ClinicTime.OnDate(new DateOnly(2026, 1, 5)),
            End = ClinicTime.At(new DateTimeOffset(2026, 1, 5, 9, 30, 0, TimeSpan.FromHours(1))),
        };

        var planned = Planner(profile).Plan(record, Mapped.Of(record).Resources);

        var period = Assert.IsType<Period>(planned.Resources.Select(each => each.Resource).OfType<Procedure>().First().Performed);
        Assert.Equal(("2026-01-05", "2026-01-05"), (period.Start, period.End));
        Assert.Contains(planned.Changes, change => change is { ResourceType: "Procedure", Path: "performedPeriod.end.extension[0]", Reason: LossReason.Ignored });
    }

    [Fact]
    public void At_oracle_health_a_start_alone_goes_as_a_period_and_the_plan_says_so()
    {
        var (procedure, changes) = Evening(ProfileFolder.Profile("oracle-health"));

        var period = Assert.IsType<Period>(procedure.Performed);
        Assert.Equal((EveningTime, EveningTime), (period.Start, period.End));
        Assert.Equal(
            [("performedDateTime", PlannedChange.Replaced, LossReason.OtherForm), ("performedPeriod", PlannedChange.Added, LossReason.OtherForm)],
            changes.Where(change => change.Path.StartsWith("performed", StringComparison.Ordinal)).Select(change => (change.Path, change.Code, change.Reason)).Order());
    }

    [Theory]
    [InlineData(true, PlannedChange.SaidInText)]
    [InlineData(false, PlannedChange.Shortened)]
    public void A_time_of_which_the_server_keeps_a_date_goes_whole_and_the_plan_foretells_what_is_lost(bool hasNote, string code)
    {
        ElementRule[] rules =
        [
            new() { Path = "performedDateTime", KeptAs = KeptForm.DateInGmt },
            new() { Path = "text", Fate = ElementFate.Ignored },
            new() { Path = "note", Fate = hasNote ? ElementFate.Kept : ElementFate.Ignored },
        ];
        var sessions = new TypeProfile { Elements = rules.ToDictionary(rule => rule.Path) };
        var profile = new WriteProfile { Name = "own", Title = "Own", OtherTypesAsAdvertised = false, Types = new Dictionary<string, TypeProfile> { ["Procedure"] = sessions } };

        var (procedure, changes) = Evening(profile);

        Assert.Equal(EveningTime, Assert.IsType<FhirDateTime>(procedure.Performed).Value);
        var change = Assert.Single(changes, change => change.Path == "performedDateTime");
        Assert.Equal((code, LossReason.Converted), (change.Code, change.Reason));
        if (hasNote)
            Assert.Contains(procedure.Note, note => note.Text!.Contains("2026-11-20 17:05 -08:00", StringComparison.Ordinal));
    }

    private const string EveningTime = "2026-11-20T17:05:00-08:00";

    private static (Procedure Procedure, IReadOnlyList<PlannedChange> Changes) Evening(WriteProfile profile)
    {
        var record = Situations.CompletedWithTwoSites with { Start = ClinicTime.At(DateTimeOffset.Parse(EveningTime, CultureInfo.InvariantCulture)), End = null, Session = null };
        var planned = Planner(profile).Plan(record, Mapped.Of(record).Resources);
        return (planned.Resources.Select(each => each.Resource).OfType<Procedure>().Single(each => each.Performed is not null), planned.Changes);
    }

    [Fact]
    public void What_goes_is_valid_and_its_open_references_are_its_own() => Gen.Select(SomeRecords.Any, SomeProfiles.Any).Sample((record, profile) =>
    {
        foreach (var planned in Planner(profile).Plan(record, Mapped.Of(record).Resources).Resources)
        {
            Mapped.ReadStrictly(Mapped.Json(planned.Resource));
            for (var i = 0; i < planned.References.Count; i++)
                planned.References[i].Element.Reference = $"Open/{i}";
            var json = Mapped.Json(planned.Resource);
            Assert.All(planned.References.Select((_, i) => i), i => Assert.Contains($"\"Open/{i}\"", json, StringComparison.Ordinal));
        }
    }, iter: 600, threads: 1);

    [Fact]
    public void Planning_leaves_what_was_mapped_as_it_was() => Gen.Select(SomeRecords.Any, SomeProfiles.Any).Sample((record, profile) =>
    {
        var mapped = Mapped.Of(record).Resources;
        var before = mapped.Select(r => Mapped.Json(r.Resource)).ToList();
        Planner(profile).Plan(record, mapped);
        Assert.Equal(before, mapped.Select(r => Mapped.Json(r.Resource)));
        Assert.Equal(before, Mapped.Of(record).Resources.Select(r => Mapped.Json(r.Resource)));
    }, iter: 300, threads: 1);

    [Fact]
    public void What_is_spent_goes_as_a_copy_of_it_would() => Gen.Select(SomeRecords.Any, SomeProfiles.Any, Gen.Enum<ShapeKind>(), Gen.Enum<OwnExtensions>()).Sample((record, profile, kind, own) =>
    {
        var planner = RoutePlanner.Of(profile, new ShapeOptions { Kind = kind, OwnExtensions = own }, []);
        var before = Mapped.Of(record).Resources.Select(r => Mapped.Json(r.Resource)).ToList();
        if (planner?.Plan(record, Mapped.Of(record).Resources) is not { } copied)
            return;
        var itself = planner.Plan(record, Mapped.Of(record).Resources, isSpent: true);

        Assert.Equal(copied.Changes, itself.Changes);
        Assert.Equal(copied.Resources.Select(r => Mapped.Json(r.Resource)), itself.Resources.Select(r => Mapped.Json(r.Resource)));
        foreach (var (copy, spent) in copied.Resources.Zip(itself.Resources))
        {
            Assert.Equal(copy.References.Select(Open), spent.References.Select(Open));
            var standing = ElementTree.References(spent.Resource);
            Assert.All(spent.References, each => Assert.Contains(each.Element, standing, ReferenceEqualityComparer.Instance));
        }

        // What the resources of all records share was not touched.
        Assert.Equal(before, Mapped.Of(record).Resources.Select(r => Mapped.Json(r.Resource)));
    }, iter: 400, threads: 1);

    [Fact]
    public void What_takes_back_goes_whatever_the_server_asks_of_what_is_new() => Gen.Select(SomeRecords.Any, SomeProfiles.Any).Sample((record, profile) =>
    {
        foreach (var each in Mapped.Of(record).Resources)
        {
            if (Mapped.Mapping.Retract(record, each.Type, each.Identifier) is not null)
                Assert.NotNull(Planner(profile).Retract(record, each.Type, each.Identifier, Mapped.Mapping.Retract));
        }
    }, iter: 300, threads: 1);

    [Fact]
    public void The_same_record_gives_the_same_plan() => Gen.Select(SomeRecords.Any, SomeProfiles.Any).Sample((record, profile) =>
    {
        var once = Planner(profile).Plan(record, Mapped.Of(record).Resources);
        var again = Planner(profile).Plan(record, Mapped.Of(record).Resources);
        Assert.Equal(once.Changes, again.Changes);
        Assert.Equal(once.Resources.Select(r => Mapped.Json(r.Resource)), again.Resources.Select(r => Mapped.Json(r.Resource)));
    }, iter: 200, threads: 1);

    [Theory]
    [InlineData("open-r4", true, "added")]
    [InlineData("oracle-health", true, "added")]
    [InlineData("epic", false, "dropped")]
    [InlineData("veradigm", false, "dropped")]
    public void A_Provenance_goes_only_where_the_profile_knows_of_a_way_and_is_never_told_in_words(string profile, bool goes, string code)
    {
        var record = Situations.CompletedWithTwoSites;
        var planned = RoutePlanner.Of(ProfileFolder.Profile(profile), new ShapeOptions { Provenance = true }, [])!.Plan(record, Mapped.Of(record).Resources);

        var provenance = planned.Resources.Select(each => each.Resource).OfType<Provenance>().SingleOrDefault();
        Assert.Equal((true, goes), (planned.Failure is null, provenance is not null));
        Assert.Equal(code, Assert.Single(planned.Changes, change => change is { ResourceType: "Provenance", Path: "" }).Code);
        var without = RoutePlanner.Of(ProfileFolder.Profile(profile), new ShapeOptions(), [])?.Plan(record, Mapped.Of(record).Resources).Resources ?? Mapped.Of(record).Resources;
        Assert.Equal(without.Select(each => Mapped.Json(each.Resource)), planned.Resources.Where(each => each.Resource is not Provenance).Select(each => Mapped.Json(each.Resource)));
        if (provenance is not null)
            Assert.Equal(planned.Resources.Count(each => each.Role != ResourceRole.Party) - 1, provenance.Target.Count);
    }

    [Fact]
    public void A_record_that_goes_as_a_document_has_no_Provenance_and_the_plan_says_so()
    {
        var record = Situations.NrsZeroAfter;
        var planned = RoutePlanner.Of(ProfileFolder.Profile("oracle-health"), new ShapeOptions { Provenance = true }, [])!.Plan(record, Mapped.Of(record).Resources);

        Assert.Equal(Route.Document, planned.Way);
        Assert.DoesNotContain(planned.Resources, each => each.Resource is Provenance);
        Assert.Contains(planned.Changes, change => change is { ResourceType: "Provenance", Path: "", Code: PlannedChange.Dropped });
    }

    private static (string, BusinessIdentifier, bool, RecordKey?) Open(OpenReference reference) =>
        (reference.TargetType, reference.Target, reference.Required, reference.Record);

    private static RoutePlanner Planner(WriteProfile profile) => RoutePlanner.Of(profile, new ShapeOptions(), []) ?? throw new InvalidOperationException("It changes nothing.");

    private static void AssertReported(MappedResource mapped, MappedResource? planned, IReadOnlyList<PlannedChange> changes)
    {
        var own = changes.Where(change => (change.ResourceType, change.Identifier) == Name(mapped)).ToList();
        var before = JsonPaths.Without(Mapped.Json(mapped.Resource), own.Where(c => c.Code != PlannedChange.Added).Select(c => c.Path));
        var after = planned is null
            ? $$"""{"resourceType":"{{mapped.Resource.TypeName}}"}"""
            : JsonPaths.Without(
                Mapped.Json(planned.Resource),
                own.Where(c => c.Code is PlannedChange.Added or PlannedChange.Shortened || (c.Code == PlannedChange.Replaced && c.Reason == LossReason.CodeNotTaken)).Select(c => c.Path));
        Assert.Equal(before, after);
    }

    private static (string Type, string Identifier) Name(MappedResource resource) => (resource.Resource.TypeName, ShapeDraft.NameOf(resource.Identifier));
}
