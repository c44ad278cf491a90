using FhirAdapter.Outbox;
using static FhirAdapter.Tests.Outbox.LedgerRecords;

namespace FhirAdapter.Tests.Outbox;

public abstract partial class OutboxContract
{
    [Fact]
    public async Task Opening_the_store_again_finds_everything()
    {
        await AppendAsync(Record(Score("there"), "a"), Record(Score("parked"), "b"), Record(Score("late"), "c"));
        foreach (var claim in await ClaimAsync())
        {
            await SettleAsync(claim, claim.Deliveries[0] switch
            {
                { Key.Id: "there" } delivery => LedgerRecords.Delivered(delivery),
                { Key.Id: "parked" } delivery => Parked(delivery),
                var delivery => PutOff(delivery, Clock.GetUtcNow() + Later),
            });
        }

        var before = (await CountAsync(), await ParkedAsync(), await StandingAsync(Score("there")));
        await ReopenAsync();

        var after = await CountAsync();
        Assert.Equal(before.Item1.ParkedReasons, after.ParkedReasons);
        Assert.Equal(before.Item1 with { ParkedReasons = [] }, after with { ParkedReasons = [] });
        Assert.Equal(before.Item2, await ParkedAsync());
        Assert.Equal(before.Item3, await StandingAsync(Score("there")));
        Clock.Advance(Later);
        Assert.Equal(["late"], Ids(await ClaimOneAsync()));
    }

    [Fact]
    public async Task What_a_killed_worker_held_is_claimed_again_after_its_lease()
    {
        await AppendAsync(Record(Score("s1")));
        var claim = await ClaimOneAsync();
        await ReopenAsync();

        Assert.Empty(await ClaimAsync());
        Clock.Advance(Lease);
        var again = await ClaimOneAsync();

        Assert.False(await SettleAsync(claim, [.. Delivered(claim)]));
        Assert.True(await SettleAsync(again, [.. Delivered(again)]));
    }

    [Fact]
    public async Task A_new_destination_is_owed_every_record_in_the_order_of_each_lane()
    {
        await AppendAsync([.. Enumerable.Range(0, 12_000).Select(index => Record(Score($"s{index}"), $"lane-{index % 3}"))]);
        await AppendAsync(Record(Procedure("p1"), "lane-0"), Record(Score("s0"), "lane-0", 2, deleted: true));

        await Ledger.InitializeAsync([East, West], None);

        var counts = await CountAsync(West);
        Assert.Equal((12_001, 12_001, 0), (counts.Accepted, counts.Pending, counts.Superseded));
        var lane = (await ClaimAsync(100_000, West)).Single(claim => claim.Deliveries[0].Key.Id == "p1");
        Assert.Equal(["p1", "s0", "s3", "s6"], Ids(lane).Take(4));
        Assert.Equal((2, true), (lane.Deliveries[1].Version, lane.Deliveries[1].Deleted));
    }

    [Fact]
    public async Task Naming_the_same_destinations_again_owes_nothing()
    {
        await AppendAsync(Record(Score("s1")));
        await DeliverAllAsync();

        await ReopenAsync();

        Assert.Empty(await ClaimAsync());
        Assert.Equal(1, (await CountAsync()).Accepted);
    }

    [Fact]
    public async Task A_destination_no_longer_named_is_owed_nothing_new_and_catches_up_when_it_is_named_again()
    {
        await Ledger.InitializeAsync([East, West], None);
        await AppendAsync(Record(Score("kept"), "a"), Record(Score("changed"), "b"), Record(Score("stuck"), "c"));
        foreach (var claim in await ClaimAsync(100, West))
            await SettleAsync(claim, Ids(claim).Single() == "stuck" ? Parked(claim.Deliveries[0]) : LedgerRecords.Delivered(claim.Deliveries[0]));

        await ReopenAsync(East);
        await AppendAsync(Record(Score("changed"), "b", 2), Record(Score("stuck"), "c", 2), Record(Score("new"), "d"));
        Assert.DoesNotContain(await Ledger.CountAsync(None), count => count.Destination == West);
        Assert.Empty(await ClaimAsync(100, West));

        await ReopenAsync(East, West);
        var owed = (await ClaimAsync(100, West)).SelectMany(claim => claim.Deliveries).ToDictionary(delivery => delivery.Key.Id, delivery => delivery.Version);
        Assert.Equal(new Dictionary<string, long> { ["changed"] = 2, ["stuck"] = 2, ["new"] = 1 }, owed);
        var counts = await CountAsync(West);
        Assert.Equal((6, 2, 1, 3), (counts.Accepted, counts.Delivered, counts.Superseded, counts.Pending));
        Assert.Equal(
            [(West, 1L, DeliveryState.Delivered)],
            (await Ledger.FindAsync(Score("changed"), None))!.Journal.Select(entry => (entry.Destination, entry.Version, entry.State)));
    }

    [Fact]
    public async Task Parked_and_held_deliveries_are_listed_longest_standing_first()
    {
        await Ledger.InitializeAsync([East, West], None);
        await AppendAsync(Record(Score("s1"), "a"), Record(Score("s2"), "b"));
        foreach (var (destination, id) in new[] { (West, "s2"), (East, "s1"), (East, "s2") })
        {
            var claims = await ClaimAsync(100, destination);
            var claim = claims.Single(one => Ids(one).Single() == id);
            await Ledger.SettleAsync([.. claims.Select(one => (one, one == claim ? [Parked(one.Deliveries[0])] : (IReadOnlyList<Settlement>)[]))], None);
            Clock.Advance(TimeSpan.FromSeconds(1));
        }

        Assert.Equal([(West, "s2"), (East, "s1"), (East, "s2")], (await ParkedAsync()).Select(parked => (parked.Destination, parked.Key.Id)));
        Assert.Equal(["s1"], (await ParkedAsync(East, 1)).Select(parked => parked.Key.Id));
        var first = (await ParkedAsync())[0];
        Assert.Equal(
            (1, DeliveryState.Parked, "rejected.invalid", 1, Clock.GetUtcNow().AddSeconds(-3)),
            (first.Version, first.State, first.Failure.Code, first.Attempts, first.Since));
    }

    [Fact]
    public async Task A_replay_makes_parked_and_held_deliveries_owed_at_once_with_no_attempts_used_up()
    {
        await AppendAsync(Record(Score("s1")), Record(Score("s2")), Record(Score("s3")));
        var claim = await ClaimOneAsync();
        await SettleAsync(claim, Parked(claim.Deliveries[0]), Held(claim.Deliveries[1], Clock.GetUtcNow() + Later), LedgerRecords.Delivered(claim.Deliveries[2]));

        Assert.Equal(2, await Ledger.ReplayAsync(null, null, None));

        Assert.Equal([("s1", 0), ("s2", 0)], (await ClaimOneAsync()).Deliveries.Select(delivery => (delivery.Key.Id, delivery.Attempts)));
        Assert.Empty(await ParkedAsync());
        var counts = await CountAsync();
        Assert.Equal((3, 1, 2), (counts.Accepted, counts.Delivered, counts.Pending));
    }

    [Fact]
    public async Task A_replay_may_be_kept_to_one_destination_and_one_record()
    {
        await Ledger.InitializeAsync([East, West], None);
        await AppendAsync(Record(Score("s1")), Record(Score("s2")));
        foreach (var destination in new[] { East, West })
        {
            var claim = await ClaimOneAsync(destination);
            await SettleAsync(claim, [.. claim.Deliveries.Select(Parked)]);
        }

        Assert.Equal(1, await Ledger.ReplayAsync(West, Score("s2"), None));
        Assert.Equal(["s2"], Ids(await ClaimOneAsync(West)));
        Assert.Equal(1, await Ledger.ReplayAsync(null, Score("s2"), None));
        Assert.Equal(1, await Ledger.ReplayAsync(East, null, None));
        Assert.Equal(0, await Ledger.ReplayAsync("nowhere", null, None));
    }

    [Fact]
    public async Task A_replayed_record_that_arrives_wakes_those_that_waited_for_it()
    {
        await AppendAsync(Record(Procedure("p1"), "a"), Record(Score("s1"), "b", dependsOn: [Procedure("p1")]));
        foreach (var claim in await ClaimAsync())
            await SettleAsync(claim, Ids(claim).Single() == "p1" ? Parked(claim.Deliveries[0]) : Held(claim.Deliveries[0], Clock.GetUtcNow() + Later));
        await Ledger.ReplayAsync(null, Procedure("p1"), None);
        Assert.Equal(["p1"], (await ClaimAsync()).SelectMany(Ids));
        Clock.Advance(Lease);

        await DeliverAllAsync();

        Assert.Equal(2, (await CountAsync()).Delivered);
    }

    [Fact]
    public async Task The_accounts_tell_the_oldest_pending_and_when_the_next_is_due()
    {
        var start = Clock.GetUtcNow();
        await AppendAsync(Record(Score("s1"), "a"));
        Clock.Advance(TimeSpan.FromSeconds(5));
        await AppendAsync(Record(Score("s2"), "b"));

        var counts = await CountAsync();
        Assert.Equal((start, start), (counts.OldestPending, counts.NextDue));
        Assert.Equal(start, await Ledger.NextDueAsync(East, None));
        await DeliverAllAsync();
        counts = await CountAsync();
        Assert.Equal((null, null), (counts.OldestPending, counts.NextDue));
        Assert.Null(await Ledger.NextDueAsync(East, None));
    }
}
