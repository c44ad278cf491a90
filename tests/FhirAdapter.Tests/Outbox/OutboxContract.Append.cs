using FhirAdapter.Outbox;
using static FhirAdapter.Tests.Outbox.LedgerRecords;

namespace FhirAdapter.Tests.Outbox;

public abstract partial class OutboxContract
{
    [Fact]
    public async Task A_record_taken_in_is_owed_to_every_destination()
    {
        await Ledger.InitializeAsync([East, West], None);

        Assert.Equal([AppendOutcome.Accepted], await AppendAsync(Record(Score("s1"), content: "first")));

        foreach (var destination in new[] { East, West })
        {
            var delivery = Assert.Single((await ClaimOneAsync(destination)).Deliveries);
            Assert.Equal((Score("s1"), 1, false, "first@1", 0), (delivery.Key, delivery.Version, delivery.Deleted, Text(delivery.Payload), delivery.Attempts));
            Assert.Null(delivery.DeliveredVersion);
            Assert.True(delivery.Remote.IsEmpty);
        }
    }

    [Fact]
    public async Task The_very_version_again_is_a_duplicate_and_owes_nothing()
    {
        await AppendAsync(Record(Score("s1")));
        await DeliverAllAsync();

        Assert.Equal([AppendOutcome.Duplicate], await AppendAsync(Record(Score("s1"))));

        Assert.Empty(await ClaimAsync());
        Assert.Equal(1, (await CountAsync()).Accepted);
    }

    [Fact]
    public async Task The_same_version_with_other_content_is_refused()
    {
        await AppendAsync(Record(Score("s1"), content: "a"));

        Assert.Equal([AppendOutcome.VersionConflict], await AppendAsync(Record(Score("s1"), content: "b")));
        Assert.Equal([AppendOutcome.VersionConflict], await AppendAsync(Record(Score("s1"), content: "a", deleted: true)));

        Assert.Equal("a@1", Text((await ClaimOneAsync()).Deliveries[0].Payload));
    }

    [Fact]
    public async Task Taken_in_all_or_none_nothing_is_written_beside_a_conflict_and_all_without_one()
    {
        await AppendAsync(Record(Score("s1"), content: "a"));
        var before = await CountAsync();
        OutboxRecord[] both = [Record(Score("s2"), "lane-2"), Record(Score("s1"), content: "b")];

        Assert.Equal([AppendOutcome.Accepted, AppendOutcome.VersionConflict], await Ledger.AppendAllAsync(both, None));
        Assert.Equal(before, await CountAsync());
        Assert.Null(await Ledger.FindAsync(Score("s2"), None));

        both[1] = both[1] with { Version = 2 };
        Assert.Equal([AppendOutcome.Accepted, AppendOutcome.Accepted], await Ledger.AppendAllAsync(both, None));
        Assert.Equal((3, 0), ((await CountAsync()).Accepted, (await CountAsync()).Residue));
        Assert.Equal(2, (await ClaimAsync()).Count);
    }

    [Fact]
    public async Task A_lower_version_is_stale_and_changes_nothing()
    {
        await AppendAsync(Record(Score("s1"), version: 3));

        Assert.Equal([AppendOutcome.Stale], await AppendAsync(Record(Score("s1"), version: 2)));

        Assert.Equal(3, (await ClaimOneAsync()).Deliveries[0].Version);
    }

    [Fact]
    public async Task A_higher_version_with_delivered_content_owes_nothing()
    {
        await AppendAsync(Record(Score("s1"), content: "same"));
        await DeliverAllAsync();

        Assert.Equal([AppendOutcome.Unchanged], await AppendAsync(Record(Score("s1"), version: 2, content: "same")));

        Assert.Empty(await ClaimAsync());
        Assert.Equal(2, (await Ledger.FindAsync(Score("s1"), None))!.Version);
        Assert.Equal(1, (await CountAsync()).Accepted);
    }

    [Fact]
    public async Task A_higher_version_with_content_still_owed_advances_the_version_and_keeps_the_payload_without_counting()
    {
        await AppendAsync(Record(Score("s1"), content: "same"));

        Assert.Equal([AppendOutcome.Unchanged], await AppendAsync(Record(Score("s1"), version: 5, content: "same")));

        var delivery = Assert.Single((await ClaimOneAsync()).Deliveries);
        Assert.Equal((5, "same@1"), (delivery.Version, Text(delivery.Payload)));
        var counts = await CountAsync();
        Assert.Equal((1, 0, 1), (counts.Accepted, counts.Superseded, counts.Pending));
    }

    [Fact]
    public async Task A_version_on_its_way_settles_the_higher_one_with_the_same_content()
    {
        await AppendAsync(Record(Score("s1"), content: "same"));
        var claim = await ClaimOneAsync();
        await AppendAsync(Record(Score("s1"), version: 2, content: "same"));

        await SettleAsync(claim, [.. Delivered(claim)]);

        Assert.Empty(await ClaimAsync());
        Assert.Equal(1, (await CountAsync()).Delivered);
    }

    [Fact]
    public async Task Taking_back_what_had_the_same_content_is_a_change()
    {
        await AppendAsync(Record(Score("s1"), content: "same"));
        await DeliverAllAsync();

        Assert.Equal([AppendOutcome.Accepted], await AppendAsync(Record(Score("s1"), version: 2, content: "same", deleted: true)));

        Assert.True((await ClaimOneAsync()).Deliveries[0].Deleted);
    }

    [Fact]
    public async Task A_bare_deletion_keeps_the_content_that_is_there()
    {
        await AppendAsync(Record(Score("s1"), content: "kept"));
        await AppendAsync(BareDeletion(Score("s1"), "lane-1", 2));

        var delivery = Assert.Single((await ClaimOneAsync()).Deliveries);
        Assert.Equal((2, true, "kept@1"), (delivery.Version, delivery.Deleted, Text(delivery.Payload)));
    }

    [Fact]
    public async Task One_key_may_come_several_times_in_one_batch()
    {
        var outcomes = await AppendAsync(
            Record(Score("s1"), version: 1, content: "a"), Record(Score("s1"), version: 1, content: "a"),
            Record(Score("s1"), version: 3, content: "b"), Record(Score("s1"), version: 2, content: "c"),
            Record(Score("s1"), version: 4, content: "b"));

        Assert.Equal(
            [AppendOutcome.Accepted, AppendOutcome.Duplicate, AppendOutcome.Accepted, AppendOutcome.Stale, AppendOutcome.Unchanged], outcomes);
        Assert.Equal(4, Assert.Single((await ClaimOneAsync()).Deliveries).Version);
        var counts = await CountAsync();
        Assert.Equal((2, 1, 1), (counts.Accepted, counts.Superseded, counts.Pending));
    }

    [Fact]
    public async Task A_batch_that_fails_leaves_nothing_behind()
    {
        var broken = Record(Score("s2")) with { ContentHash = new byte[31] };

        await Assert.ThrowsAnyAsync<Exception>(() => AppendAsync(Record(Score("s1")), broken));

        Assert.Null(await Ledger.FindAsync(Score("s1"), None));
        Assert.Equal(0, (await CountAsync()).Accepted);
        Assert.Equal([AppendOutcome.Accepted], await AppendAsync(Record(Score("s1"))));
    }

    [Fact]
    public async Task A_cancelled_append_takes_nothing_in()
    {
        using var cancelled = new CancellationTokenSource();
        await cancelled.CancelAsync();

        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => Ledger.AppendAsync([Record(Score("s1"))], cancelled.Token));

        Assert.Null(await Ledger.FindAsync(Score("s1"), None));
    }

    [Theory]
    [InlineData("pending")]
    [InlineData("held")]
    [InlineData("parked")]
    public async Task A_new_version_replaces_an_undelivered_one_whatever_its_state(string state)
    {
        await AppendAsync(Record(Score("s1")));
        var claim = await ClaimOneAsync();
        var due = Clock.GetUtcNow() + Later;
        await SettleAsync(claim, state switch
        {
            "pending" => PutOff(claim.Deliveries[0], due),
            "held" => Held(claim.Deliveries[0], due),
            _ => Parked(claim.Deliveries[0]),
        });

        await AppendAsync(Record(Score("s1"), version: 2));

        var delivery = Assert.Single((await ClaimOneAsync()).Deliveries);
        Assert.Equal((2, 0), (delivery.Version, delivery.Attempts));
        Assert.Null((await StandingAsync(Score("s1"))).Failure);
        var counts = await CountAsync();
        Assert.Equal((2, 1, 1, 0, 0), (counts.Accepted, counts.Superseded, counts.Pending, counts.Held, counts.Parked));
    }

    [Fact]
    public async Task A_record_of_another_patient_now_moves_to_the_lane_of_that_patient()
    {
        await AppendAsync(Record(Score("s1"), "lane-1"), Record(Score("s2"), "lane-2"));
        var first = (await ClaimAsync()).Single(claim => Ids(claim).Single() == "s1");
        await SettleAsync(first, Parked(first.Deliveries[0]));

        await AppendAsync(Record(Score("s1"), "lane-2", version: 2));
        Clock.Advance(Lease);

        Assert.Equal(["s1", "s2"], Ids(await ClaimOneAsync()));
    }

    [Fact]
    public async Task A_record_that_moves_while_on_its_way_is_not_sent_twice_at_a_time()
    {
        await AppendAsync(Record(Score("s1"), "lane-1"));
        var old = await ClaimOneAsync();
        await AppendAsync(Record(Score("s1"), "lane-2", version: 2));

        Assert.Empty(await ClaimAsync());

        Assert.True(await SettleAsync(old, [.. Delivered(old)]));
        var delivery = Assert.Single((await ClaimOneAsync()).Deliveries);
        Assert.Equal((2, 1), (delivery.Version, delivery.DeliveredVersion));
    }
}
