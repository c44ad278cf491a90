using CsCheck;
using FhirAdapter.Destinations.FhirServers;
using FhirAdapter.Destinations.FhirServers.Bundles;
using FhirAdapter.Destinations.FhirServers.Capability;
using FhirAdapter.Failures;
using FhirAdapter.WriteProfiles;

namespace FhirAdapter.Tests.Destinations.FhirServers.Bundles;

public sealed class WavePlannerTests
{
    private static readonly TypeCapability All = new(true, true, true, true, true, true, false, true, true);

    /// <summary>Lanes of records; each record is its parts, and each may refer to a record before it in its lane.</summary>
    private static readonly Gen<int[][]> Lanes = Gen.Int[0, 7].Array[0, 6].Array[1, 5];

    [Fact]
    public void Whatever_is_planned_keeps_limits_and_order_and_dependents_come_after() =>
        Gen.Select(Lanes, Gen.Enum<WriteMode>(), Gen.Int[1, 12], Gen.Int[1_000, 20_000], Gen.Bool).Sample((shape, mode, limit, bytes, canPost) =>
        {
            if (mode == WriteMode.Auto)
                return;
            using var bodies = new BodyWriter();
            var lanes = SomeUnits.Lanes(bodies, shape);
            var plan = Plan(canPost);
            var arrived = new HashSet<Entry>();
            var sent = new List<Entry>();
            while (WavePlanner.Plan(lanes, plan, mode, limit, bytes) is { Count: > 0 } wave)
            {
                Check(wave, plan, mode, limit, bytes, arrived);
                foreach (var entry in wave.SelectMany(each => each.Entries))
                {
                    entry.Self.Found($"id{sent.Count}", null, isConfirmed: true);
                    entry.State = EntryState.Arrived;
                    sent.Add(entry);
                }
                arrived.UnionWith(sent);
                foreach (var unit in lanes.SelectMany(lane => lane))
                    unit.Close();
            }
            Assert.All(lanes.SelectMany(lane => lane), unit => Assert.Equal(UnitState.Delivered, unit.State));
            Assert.Equal(sent.Count, sent.Distinct().Count());
        });

    [Theory]
    [InlineData(WriteMode.Batch)]
    [InlineData(WriteMode.Transaction)]
    public void Where_types_do_not_mix_each_bundle_holds_one_and_all_arrive_in_the_end(WriteMode mode)
    {
        using var bodies = new BodyWriter();
        var lanes = SomeUnits.Lanes(bodies, [[2, 0], [1], [0, 0, 0]], ["Observation", "Procedure"]);
        var plan = Plan(true, new BundleSupport { MixedTypes = false });
        var sizes = new List<int>();

        while (WavePlanner.Plan(lanes, plan, mode, 500, 1 << 20) is { Count: > 0 } wave)
        {
            Assert.All(wave, request => Assert.Single(request.Entries.Select(each => each.Type).Distinct()));
            sizes.AddRange(wave.Select(request => request.Entries.Count));
            Arrive(wave, lanes);
        }

        Assert.All(lanes.SelectMany(lane => lane), unit => Assert.Equal(UnitState.Delivered, unit.State));
        Assert.Contains(sizes, size => size > 1);
    }

    [Fact]
    public void Fewer_entries_share_a_bundle_where_some_are_conditional()
    {
        using var bodies = new BodyWriter();
        var lanes = SomeUnits.Lanes(bodies, [[0], [0], [0], [0], [0]]);
        var plan = Plan(true, new BundleSupport { MaxConditionalEntries = 2 });

        Assert.Equal([2, 2, 1], WavePlanner.Plan(lanes, plan, WriteMode.Transaction, 500, 1 << 20).Select(request => request.Entries.Count));
        foreach (var unit in lanes.SelectMany(lane => lane))
            unit.Main.Self.Found("known", "1", isConfirmed: true);
        Assert.Equal([5], WavePlanner.Plan(lanes, plan, WriteMode.Transaction, 500, 1 << 20).Select(request => request.Entries.Count));
    }

    [Fact]
    public void Records_of_several_lanes_share_a_transaction()
    {
        using var bodies = new BodyWriter();
        var lanes = SomeUnits.Lanes(bodies, [[2, 0], [1], [0, 0, 0]]);

        var request = Assert.Single(WavePlanner.Plan(lanes, Plan(true), WriteMode.Transaction, 500, 1 << 20));

        Assert.Equal(lanes.SelectMany(lane => lane).SelectMany(unit => unit.Entries), request.Entries);
    }

    [Fact]
    public void Behind_a_deferred_record_nothing_of_its_lane_goes()
    {
        using var bodies = new BodyWriter();
        var lanes = SomeUnits.Lanes(bodies, [[0, 0, 0], [0]]);
        lanes[0][2].Main.References[0].GiveUp(takesLogical: true);
        lanes[0][1].Defer(new Failure(FailureCode.Unavailable), true);

        var request = Assert.Single(WavePlanner.Plan(lanes, Plan(true), WriteMode.Transaction, 500, 1 << 20));

        Assert.Equal([lanes[0][0].Entries[0], lanes[1][0].Entries[0]], request.Entries);
    }

    [Fact]
    public void Records_that_were_parted_do_not_meet_again()
    {
        using var bodies = new BodyWriter();
        var lanes = SomeUnits.Lanes(bodies, [[0], [0], [0], [0]]);
        lanes[2][0].Company = lanes[3][0].Company = 1;

        var wave = WavePlanner.Plan(lanes, Plan(true), WriteMode.Transaction, 500, 1 << 20);

        Assert.Equal([2, 2], wave.Select(each => each.Entries.Count));
    }

    [Fact]
    public void What_lost_its_replies_most_often_goes_last()
    {
        using var bodies = new BodyWriter();
        var lanes = SomeUnits.Lanes(bodies, [[0], [0], [0]]);
        (lanes[0][0].Company, lanes[1][0].Company) = (-6, -2);

        var wave = WavePlanner.Plan(lanes, Plan(true), WriteMode.Transaction, 500, 1 << 20);

        Assert.Equal([lanes[2][0], lanes[1][0], lanes[0][0]], wave.Select(each => each.Units.Single()));
    }

    private static void Check(
        List<WriteRequest> wave, WritePlan plan, WriteMode mode, int limit, int bytes, HashSet<Entry> arrived)
    {
        var lanesSeen = new Dictionary<object, WriteRequest>();
        foreach (var request in wave)
        {
            Assert.InRange(request.Entries.Count, 1, mode == WriteMode.Single ? 1 : limit);
            Assert.True(request.Bytes <= bytes || request.Units.Count() == 1);
            foreach (var entry in request.Entries)
            {
                var lane = SomeUnits.LaneOf(entry.Unit);
                Assert.True(!lanesSeen.TryGetValue(lane, out var other) || other == request, "A lane goes in one request of a wave.");
                lanesSeen[lane] = request;
                foreach (var target in entry.References.Select(each => each.Target.Entry!))
                {
                    var together = mode == WriteMode.Transaction && plan.CanBeReferredTo(target.Type) && request.Entries.Contains(target);
                    Assert.True(arrived.Contains(target) || together, "What is referred to is there or comes along.");
                }
            }
            foreach (var lane in request.Entries.GroupBy(each => SomeUnits.LaneOf(each.Unit)))
                Assert.Equal(lane.OrderBy(each => SomeUnits.NumberOf(each)), lane);
        }
    }

    private static void Arrive(IEnumerable<WriteRequest> wave, List<List<Unit>> lanes)
    {
        foreach (var entry in wave.SelectMany(each => each.Entries))
        {
            entry.Self.Found($"id{SomeUnits.NumberOf(entry)}", null, isConfirmed: true);
            entry.State = EntryState.Arrived;
        }

        foreach (var unit in lanes.SelectMany(lane => lane))
            unit.Close();
    }

    private static WritePlan Plan(bool conditionalCreate, BundleSupport? bundles = null) => new(
        new ServerCapability("x", "4.0.1", true, true, new Dictionary<string, TypeCapability>
        {
            ["Observation"] = All with { ConditionalCreate = conditionalCreate },
            ["Procedure"] = All with { ConditionalCreate = conditionalCreate },
        }),
        new FhirServerOptions(),
        bundles is null ? null : new WriteProfile { Name = "some", Title = "some server", Bundles = bundles });
}
