using static FhirAdapter.Tests.Outbox.LedgerRecords;

namespace FhirAdapter.Tests.Outbox;

public abstract partial class OutboxContract
{
    [Fact]
    public async Task A_version_that_may_have_been_sent_comes_along_with_the_one_that_replaces_it()
    {
        await AppendAsync(Record(Score("s1"), content: "first"));
        await ClaimOneAsync();
        Clock.Advance(Lease);

        // The worker was killed after it sent: nothing but the lease tells of it.
        await AppendAsync(Record(Score("s1"), version: 2, content: "second"));

        var delivery = Assert.Single((await ClaimOneAsync()).Deliveries);
        Assert.Equal(["first@1"], delivery.Earlier.Select(each => Text(each.Payload)));
    }

    [Fact]
    public async Task It_comes_along_though_its_lane_was_looked_at_in_between_and_something_else_had_to_wait()
    {
        await AppendAsync(Record(Score("s1"), content: "first"));
        await ClaimOneAsync();
        Clock.Advance(Later);
        // The clock goes back: what is accepted now has to wait, and holds back what stands behind it in the lane.
        await AppendAsync(Record(Procedure("p1")));
        Clock.AdjustTime(Clock.GetUtcNow() - (Later / 2));
        Assert.Empty(await ClaimAsync());
        Clock.Advance(Later);
        await AppendAsync(Record(Score("s1"), version: 2, content: "second"));

        var delivery = (await ClaimOneAsync()).Deliveries.Single(each => each.Key == Score("s1"));
        Assert.Equal(["first@1"], delivery.Earlier.Select(each => Text(each.Payload)));
    }

    [Fact]
    public async Task It_comes_along_though_the_clock_went_back_between_its_acceptance_and_its_lease()
    {
        await AppendAsync(Record(Score("s1"), content: "first"));
        var claim = await ClaimOneAsync();
        Clock.Advance(Lease / 2);
        // The record goes over to another patient; its new version waits for the answer to the old one, which comes after the clock went back.
        await AppendAsync(Record(Score("s1"), lane: "lane-2", version: 2, content: "second"));
        Clock.AdjustTime(Clock.GetUtcNow() - (Lease / 4));
        await SettleAsync(claim, LedgerRecords.Delivered(claim.Deliveries[0]));
        Assert.Equal(2, (await ClaimOneAsync()).Deliveries[0].Version);
        Clock.Advance(Lease);
        await AppendAsync(Record(Score("s1"), lane: "lane-2", version: 3, content: "third"));

        Assert.Contains("second@2", (await ClaimOneAsync()).Deliveries[0].Earlier.Select(each => Text(each.Payload)));
    }

    [Fact]
    public async Task What_was_leased_and_never_settled_counts_as_tried()
    {
        await AppendAsync(Record(Score("s1")));
        Assert.Equal(0, (await ClaimOneAsync()).Deliveries[0].Attempts);
        Clock.Advance(TimeSpan.FromSeconds(1));
        await AppendAsync(Record(Score("s2")));
        Clock.Advance(Later);

        Assert.Equal([("s1", 1), ("s2", 0)], (await ClaimOneAsync()).Deliveries.Select(each => (each.Key.Id, each.Attempts)));
    }

    [Fact]
    public async Task A_bare_deletion_that_may_have_been_sent_is_told_from_the_content_before_it()
    {
        await AppendAsync(Record(Score("s1"), content: "first"));
        await DeliverAllAsync();
        await AppendAsync(BareDeletion(Score("s1"), "lane-1", 2));
        await ClaimOneAsync();
        Clock.Advance(Lease);
        await AppendAsync(Record(Score("s1"), version: 3, content: "third"));

        var earlier = Assert.Single((await ClaimOneAsync()).Deliveries).Earlier;
        Assert.Equal([("first@1", true), ("first@1", false)], earlier.Select(each => (Text(each.Payload), each.Deleted)));
    }

    [Fact]
    public async Task A_version_that_was_never_tried_is_not_kept()
    {
        await AppendAsync(Record(Score("s1"), content: "first"));
        await AppendAsync(Record(Score("s1"), version: 2, content: "second"));

        Assert.Empty(Assert.Single((await ClaimOneAsync()).Deliveries).Earlier);
    }

    [Fact]
    public async Task Earlier_versions_are_forgotten_once_the_newest_is_delivered_everywhere()
    {
        await ReopenAsync(East, West);
        await AppendAsync(Record(Score("s1"), content: "first"));
        await DeliverAllAsync();
        await DeliverAllAsync(West);
        await AppendAsync(Record(Score("s1"), version: 2, content: "second"));
        await DeliverAllAsync();

        var west = await ClaimOneAsync(West);
        Assert.Equal(["first@1"], west.Deliveries[0].Earlier.Select(each => Text(each.Payload)));
        await SettleAsync(west, [.. Delivered(west)]);
        await AppendAsync(Record(Score("s1"), version: 3, content: "third"));

        Assert.Equal(["second@2"], Assert.Single((await ClaimOneAsync()).Deliveries).Earlier.Select(each => Text(each.Payload)));
    }

    [Fact]
    public async Task A_parked_version_that_is_replayed_and_replaced_at_once_is_kept_too()
    {
        await AppendAsync(Record(Score("s1"), content: "first"));
        var claim = await ClaimOneAsync();
        await SettleAsync(claim, Parked(claim.Deliveries[0]));
        await Ledger.ReplayAsync(null, null, None);

        await AppendAsync(Record(Score("s1"), version: 2, content: "second"));

        Assert.Equal(["first@1"], Assert.Single((await ClaimOneAsync()).Deliveries).Earlier.Select(each => Text(each.Payload)));
    }

    [Fact]
    public async Task What_a_first_and_bare_deletion_says_is_kept_until_there_is_content()
    {
        var bare = BareDeletion(Score("s1"), "lane-1", 1) with { BareDeletion = "{}"u8.ToArray() };
        await AppendAsync(bare);
        var claim = await ClaimOneAsync();
        Assert.Equal("{}", Text(claim.Deliveries[0].Payload));
        await SettleAsync(claim, [.. Delivered(claim)]);

        await AppendAsync(Record(Score("s1"), version: 2, content: "content"));
        await DeliverAllAsync();
        await AppendAsync(BareDeletion(Score("s1"), "lane-1", 3) with { BareDeletion = "{}"u8.ToArray() });

        Assert.Equal("content@2", Text(Assert.Single((await ClaimOneAsync()).Deliveries).Payload));
    }

    [Fact]
    public async Task A_record_that_moved_waits_as_long_as_the_old_lease_is_extended()
    {
        await AppendAsync(Record(Score("s1"), "lane-1"));
        var old = await ClaimOneAsync();
        await AppendAsync(Record(Score("s1"), "lane-2", version: 2));
        Clock.Advance(Lease / 2);
        Assert.True(await Ledger.RenewAsync(old, Lease, None));
        Clock.Advance(Lease * 0.75);

        Assert.Empty(await ClaimAsync());

        Assert.True(await SettleAsync(old, [.. Delivered(old)]));
        Assert.Equal(2, Assert.Single((await ClaimOneAsync()).Deliveries).Version);
    }

    [Theory]
    [InlineData("lane-2")]
    [InlineData("lane-3")]
    public async Task A_record_that_moved_and_changes_again_still_waits_for_the_old_lease(string lane)
    {
        await AppendAsync(Record(Score("s1"), "lane-1"));
        var old = await ClaimOneAsync();
        await AppendAsync(Record(Score("s1"), "lane-2", version: 2));
        await AppendAsync(Record(Score("s1"), lane, version: 3));

        Assert.Empty(await ClaimAsync());

        Assert.True(await SettleAsync(old, [.. Delivered(old)]));
        Assert.Equal(3, Assert.Single((await ClaimOneAsync()).Deliveries).Version);
    }

    [Fact]
    public async Task What_was_learned_of_a_destination_is_told_with_its_accounts()
    {
        Assert.Null((await CountAsync()).Learned);
        await Ledger.LearnAsync(East, "2 of 4", None);
        await ReopenAsync();

        Assert.Equal("2 of 4", (await CountAsync()).Learned);
    }
}
