using FhirAdapter.Outbox;
using static FhirAdapter.Tests.Outbox.LedgerRecords;

namespace FhirAdapter.Tests.Outbox;

public abstract partial class OutboxContract
{
    [Fact]
    public async Task A_lane_goes_by_rank_and_then_by_first_arrival()
    {
        await AppendAsync(Record(Score("s1")), Record(Procedure("p2")), Record(Score("s0")), Record(Procedure("p1")), Record(Finding("f1")));
        await AppendAsync(Record(Score("s1"), version: 2));

        Assert.Equal(["f1", "p2", "p1", "s1", "s0"], Ids(await ClaimOneAsync()));
    }

    [Fact]
    public async Task Lanes_are_claimed_each_on_its_own_lease()
    {
        await AppendAsync(Record(Score("a1"), "a"), Record(Score("b1"), "b"), Record(Score("a2"), "a"));

        var claims = await ClaimAsync();

        Assert.Equal([["a1", "a2"], ["b1"]], claims.Select(claim => Ids(claim).ToArray()).OrderBy(ids => ids[0]));
        Assert.All(claims, claim => Assert.Equal((East, Clock.GetUtcNow() + Lease), (claim.Destination, claim.LeasedUntil)));
    }

    [Fact]
    public async Task A_lane_under_a_lease_is_given_to_nobody_else()
    {
        await AppendAsync(Record(Score("s1")));
        await ClaimOneAsync();
        await AppendAsync(Record(Score("s2")));

        Assert.Empty(await ClaimAsync());
        Clock.Advance(Lease - TimeSpan.FromMilliseconds(1));
        Assert.Empty(await ClaimAsync());
    }

    [Fact]
    public async Task Two_workers_that_claim_at_once_never_hold_one_lane()
    {
        await AppendAsync([.. Enumerable.Range(0, 200).Select(index => Record(Score($"s{index}"), $"lane-{index % 40}"))]);

        var workers = await Task.WhenAll(Enumerable.Range(0, 8).Select(_ => Task.Run(() => ClaimAsync(20))));

        var lanes = workers.SelectMany(claims => claims).Select(claim => claim.LaneId).ToArray();
        Assert.Equal(lanes.Length, lanes.Distinct().Count());
        Assert.Equal(32, lanes.Length);
    }

    [Fact]
    public async Task A_lane_whose_lease_ended_is_claimed_again_with_a_higher_fence()
    {
        await AppendAsync(Record(Score("s1")));
        var first = await ClaimOneAsync();
        Clock.Advance(Lease);

        var second = await ClaimOneAsync();

        Assert.Equal(Ids(first), Ids(second));
        Assert.True(second.Fence > first.Fence);
    }

    [Fact]
    public async Task A_put_off_delivery_holds_back_those_behind_it_until_it_is_due()
    {
        await AppendAsync(Record(Score("s1")), Record(Score("s2")), Record(Score("s3")));
        var claim = await ClaimOneAsync();
        await SettleAsync(claim, LedgerRecords.Delivered(claim.Deliveries[0]), PutOff(claim.Deliveries[1], Clock.GetUtcNow() + Later));
        await AppendAsync(Record(Score("s4")));

        Assert.Empty(await ClaimAsync());
        Assert.Equal(Clock.GetUtcNow() + Later, await Ledger.NextDueAsync(East, None));
        Clock.Advance(Later);

        var next = await ClaimOneAsync();
        Assert.Equal(["s2", "s3", "s4"], Ids(next));
        Assert.Equal([1, 0, 0], next.Deliveries.Select(delivery => delivery.Attempts));
    }

    [Fact]
    public async Task What_stands_before_a_put_off_delivery_goes_at_once()
    {
        await AppendAsync(Record(Score("s1")));
        var claim = await ClaimOneAsync();
        await SettleAsync(claim, PutOff(claim.Deliveries[0], Clock.GetUtcNow() + Later));

        await AppendAsync(Record(Procedure("p1")), Record(Score("s2")));

        Assert.Equal(["p1"], Ids(await ClaimOneAsync()));
    }

    [Fact]
    public async Task Held_and_parked_deliveries_do_not_stop_the_lane()
    {
        await AppendAsync(Record(Score("s1")), Record(Score("s2")), Record(Score("s3")));
        var claim = await ClaimOneAsync();
        await SettleAsync(claim, Held(claim.Deliveries[0], Clock.GetUtcNow() + Later), Parked(claim.Deliveries[1]));

        Assert.Equal(["s3"], Ids(await ClaimOneAsync()));
    }

    [Fact]
    public async Task A_held_delivery_is_tried_again_when_it_is_due()
    {
        await AppendAsync(Record(Score("s1")));
        var claim = await ClaimOneAsync();
        await SettleAsync(claim, Held(claim.Deliveries[0], Clock.GetUtcNow() + Later));

        Assert.Equal(Clock.GetUtcNow() + Later, await Ledger.NextDueAsync(East, None));
        Clock.Advance(Later);

        Assert.Equal(["s1"], Ids(await ClaimOneAsync()));
    }

    [Fact]
    public async Task The_longest_due_lane_is_claimed_first()
    {
        foreach (var lane in new[] { "c", "a", "b" })
        {
            await AppendAsync(Record(Score($"{lane}1"), lane), Record(Score($"{lane}2"), lane));
            Clock.Advance(TimeSpan.FromSeconds(1));
        }

        Assert.Equal(["c1", "c2", "a1"], (await ClaimAsync(3)).SelectMany(Ids));
        Assert.Equal(["b1"], (await ClaimAsync(1)).SelectMany(Ids));
    }

    [Fact]
    public async Task A_lane_with_more_than_fits_is_claimed_with_its_first_ones_and_goes_on_from_there()
    {
        await AppendAsync([.. Enumerable.Range(1, 5).Select(index => Record(Score($"s{index}")))]);
        var claim = Assert.Single(await ClaimAsync(2));
        Assert.Equal(["s1", "s2"], Ids(claim));

        await SettleAsync(claim, [.. Delivered(claim)]);

        Assert.Equal(["s3", "s4", "s5"], Ids(await ClaimOneAsync()));
    }

    [Fact]
    public async Task A_claim_tells_where_the_records_stand_that_a_delivery_refers_to()
    {
        await AppendAsync(
            Record(Procedure("there")), Record(Procedure("parked")), Record(Procedure("elsewhere"), "lane-2"),
            Record(Score("s1"), dependsOn: [Procedure("there"), Procedure("parked"), Procedure("elsewhere"), Procedure("never-seen")]));
        var claim = (await ClaimAsync()).Single(one => one.Deliveries.Count == 3);
        await SettleAsync(claim, LedgerRecords.Delivered(claim.Deliveries[0], "where it is"), Parked(claim.Deliveries[1]));

        var score = Assert.Single((await ClaimOneAsync()).Deliveries);

        Assert.Equal(
            [(Procedure("there"), DeliveryState.Delivered, "where it is"), (Procedure("parked"), DeliveryState.Parked, ""),
                (Procedure("elsewhere"), DeliveryState.Pending, ""), (Procedure("never-seen"), (DeliveryState?)null, "")],
            score.DependsOn.Select(dependency => (dependency.Key, dependency.State, Text(dependency.Remote))));
    }

    [Fact]
    public async Task A_lease_can_be_extended_by_its_holder_only_while_it_lasts()
    {
        await AppendAsync(Record(Score("s1")));
        var claim = await ClaimOneAsync();
        Clock.Advance(Lease / 2);

        Assert.True(await Ledger.RenewAsync(claim, Lease, None));
        Assert.False(await Ledger.RenewAsync(claim with { Fence = claim.Fence - 1 }, Lease, None));
        Clock.Advance(Lease - TimeSpan.FromSeconds(1));
        Assert.Empty(await ClaimAsync());
        Clock.Advance(TimeSpan.FromSeconds(1));

        Assert.False(await Ledger.RenewAsync(claim, Lease, None));
        Assert.Single(await ClaimAsync());
    }

    [Fact]
    public async Task Nothing_is_claimed_for_a_destination_that_was_never_named()
    {
        await AppendAsync(Record(Score("s1")));

        Assert.Empty(await ClaimAsync(destination: "nowhere"));
        Assert.Null(await Ledger.NextDueAsync("nowhere", None));
    }
}
