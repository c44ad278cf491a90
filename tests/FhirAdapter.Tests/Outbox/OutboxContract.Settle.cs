using FhirAdapter.Failures;
using FhirAdapter.Outbox;
using static FhirAdapter.Tests.Outbox.LedgerRecords;

namespace FhirAdapter.Tests.Outbox;

public abstract partial class OutboxContract
{
    [Fact]
    public async Task What_was_delivered_is_remembered_for_the_next_version()
    {
        await AppendAsync(Record(Score("s1")));
        var claim = await ClaimOneAsync();
        Assert.True(await SettleAsync(claim, LedgerRecords.Delivered(claim.Deliveries[0], "etag 1", "Observation/7/_history/1")));
        Assert.Empty(await ClaimAsync());

        await AppendAsync(Record(Score("s1"), version: 2));

        var delivery = Assert.Single((await ClaimOneAsync()).Deliveries);
        Assert.Equal((1, "etag 1", 0), (delivery.DeliveredVersion, Text(delivery.Remote), delivery.Attempts));
        Assert.Equal("Observation/7/_history/1", (await StandingAsync(Score("s1"))).RemoteId);
    }

    [Fact]
    public async Task Since_when_a_delivery_is_put_off_is_kept_until_it_is_anything_else()
    {
        await AppendAsync(Record(Score("s1")));
        var first = Clock.GetUtcNow();
        Assert.Null((await StandingAsync(Score("s1"))).PutOffSince);

        await PutOffAsync();
        await PutOffAsync();
        Assert.Equal(first, (await StandingAsync(Score("s1"))).PutOffSince);
        var claim = await ClaimOneAsync();
        Assert.Equal(first, claim.Deliveries[0].PutOffSince);

        await SettleAsync(claim, Held(claim.Deliveries[0], Clock.GetUtcNow()));
        Assert.Null((await StandingAsync(Score("s1"))).PutOffSince);
        var again = Clock.GetUtcNow();
        await PutOffAsync();
        Assert.Equal(again, (await StandingAsync(Score("s1"))).PutOffSince);

        await AppendAsync(Record(Score("s1"), version: 2));
        Assert.Null((await StandingAsync(Score("s1"))).PutOffSince);
        await PutOffAsync();
        await DeliverAllAsync();
        Assert.Null((await StandingAsync(Score("s1"))).PutOffSince);

        async Task PutOffAsync()
        {
            var claim = await ClaimOneAsync();
            await SettleAsync(claim, PutOff(claim.Deliveries[0], Clock.GetUtcNow() + Later, usesAttempt: false));
            Clock.Advance(Later);
        }
    }

    [Fact]
    public async Task Why_deliveries_are_parked_is_counted_by_code_the_most_frequent_first()
    {
        Assert.Empty((await CountAsync()).ParkedReasons);
        await AppendAsync(Record(Score("s1"), "a"), Record(Score("s2"), "b"), Record(Score("s3"), "c"), Record(Score("s4"), "d"));
        foreach (var claim in await ClaimAsync())
        {
            var delivery = claim.Deliveries[0];
            await SettleAsync(claim, delivery.Key.Id switch
            {
                "s1" => Held(delivery, Clock.GetUtcNow() + Later),
                "s2" => Parked(delivery) with { Failure = new Failure(FailureCode.Conflict, "Observation") },
                _ => Parked(delivery) with { Failure = new Failure(FailureCode.PatientNotFound, "Patient", HttpStatus: delivery.Key.Id == "s3" ? 200 : null) },
            });
        }

        Assert.Equal([new(FailureCode.PatientNotFound, 2), new(FailureCode.Conflict, 1)], (await CountAsync()).ParkedReasons);
        await Ledger.ReplayAsync(null, Score("s3"), None);
        Assert.Equal([new(FailureCode.Conflict, 1), new(FailureCode.PatientNotFound, 1)], (await CountAsync()).ParkedReasons);
        await Ledger.ReplayAsync(null, null, None);
        Assert.Empty((await CountAsync()).ParkedReasons);
    }

    [Fact]
    public async Task What_was_given_up_is_counted_until_it_is_replayed()
    {
        await AppendAsync(Record(Score("s1"), "a"), Record(Score("s2"), "b"));
        foreach (var claim in await ClaimAsync())
        {
            var parked = Parked(claim.Deliveries[0]);
            await SettleAsync(claim, claim.Deliveries[0].Key.Id == "s1" ? parked with { Failure = new Failure(FailureCode.OutOfTime) } : parked);
        }

        Assert.Equal((2, 1), ((await CountAsync()).Parked, (await CountAsync()).GivenUp));
        await Ledger.ReplayAsync(null, null, None);
        Assert.Equal(0, (await CountAsync()).GivenUp);
    }

    [Fact]
    public async Task An_empty_remote_keeps_what_is_there()
    {
        await AppendAsync(Record(Score("s1")));
        var claim = await ClaimOneAsync();
        await SettleAsync(claim, LedgerRecords.Delivered(claim.Deliveries[0], "kept"));
        await AppendAsync(Record(Score("s1"), version: 2));
        claim = await ClaimOneAsync();
        await SettleAsync(claim, LedgerRecords.Delivered(claim.Deliveries[0]) with { Remote = default, RemoteId = null });
        await AppendAsync(Record(Score("s1"), version: 3));

        Assert.Equal("kept", Text((await ClaimOneAsync()).Deliveries[0].Remote));
    }

    [Fact]
    public async Task A_lease_that_expired_cannot_settle()
    {
        await AppendAsync(Record(Score("s1")));
        var claim = await ClaimOneAsync();
        Clock.Advance(Lease);

        Assert.False(await SettleAsync(claim, [.. Delivered(claim)]));

        Assert.Equal((0, 1), ((await CountAsync()).Delivered, (await CountAsync()).Pending));
    }

    [Fact]
    public async Task A_worker_whose_lane_was_taken_over_writes_nothing()
    {
        await AppendAsync(Record(Score("s1")));
        var paused = await ClaimOneAsync();
        Clock.Advance(Lease);
        var holder = await ClaimOneAsync();

        Assert.False(await SettleAsync(paused, Parked(paused.Deliveries[0])));
        Assert.True(await SettleAsync(holder, [.. Delivered(holder)]));

        Assert.Equal(DeliveryState.Delivered, (await StandingAsync(Score("s1"))).State);
        Assert.Equal(0, (await CountAsync()).Parked);
    }

    [Fact]
    public async Task A_claim_settles_once()
    {
        await AppendAsync(Record(Score("s1")));
        var claim = await ClaimOneAsync();

        Assert.True(await SettleAsync(claim, PutOff(claim.Deliveries[0], Clock.GetUtcNow() + Later)));
        Assert.False(await SettleAsync(claim, [.. Delivered(claim)]));

        Assert.Equal(DeliveryState.Pending, (await StandingAsync(Score("s1"))).State);
    }

    [Fact]
    public async Task Of_several_claims_those_with_a_lease_are_written_and_told()
    {
        await AppendAsync(Record(Score("a1"), "a"));
        var lost = await ClaimOneAsync();
        Clock.Advance(Lease);
        await AppendAsync(Record(Score("b1"), "b"));
        var claims = await ClaimAsync();
        var kept = claims.Single(claim => Ids(claim).Single() == "b1");

        var written = await Ledger.SettleAsync([(lost, Delivered(lost)), (kept, Delivered(kept))], None);

        Assert.Same(kept, Assert.Single(written));
        Assert.Equal(1, (await CountAsync()).Delivered);
    }

    [Fact]
    public async Task A_delivery_without_a_settlement_stays_as_it_was_and_the_lane_is_free_again()
    {
        await AppendAsync(Record(Score("s1")), Record(Score("s2")));
        var claim = await ClaimOneAsync();

        Assert.True(await SettleAsync(claim, LedgerRecords.Delivered(claim.Deliveries[0])));

        var next = await ClaimOneAsync();
        Assert.Equal(("s2", 0), (next.Deliveries.Single().Key.Id, next.Deliveries.Single().Attempts));
    }

    [Fact]
    public async Task Settling_an_older_version_keeps_the_newest_owed()
    {
        await AppendAsync(Record(Score("s1"), version: 1));
        var claim = await ClaimOneAsync();
        await AppendAsync(Record(Score("s1"), version: 2));

        Assert.True(await SettleAsync(claim, LedgerRecords.Delivered(claim.Deliveries[0], "etag 1")));

        var counts = await CountAsync();
        Assert.Equal((2, 0, 1, 1), (counts.Accepted, counts.Delivered, counts.Superseded, counts.Pending));
        var delivery = Assert.Single((await ClaimOneAsync()).Deliveries);
        Assert.Equal((2, 1, "etag 1", 0), (delivery.Version, delivery.DeliveredVersion, Text(delivery.Remote), delivery.Attempts));
    }

    [Fact]
    public async Task An_older_version_that_failed_does_not_put_the_newest_off()
    {
        await AppendAsync(Record(Score("s1"), version: 1));
        var claim = await ClaimOneAsync();
        await AppendAsync(Record(Score("s1"), version: 2));

        await SettleAsync(claim, Parked(claim.Deliveries[0]));

        Assert.Equal((2, 0), ((await ClaimOneAsync()).Deliveries[0].Version, (await CountAsync()).Parked));
    }

    [Fact]
    public async Task An_attempt_that_was_not_used_up_is_not_counted()
    {
        await AppendAsync(Record(Score("s1")));
        var claim = await ClaimOneAsync();
        await SettleAsync(claim, PutOff(claim.Deliveries[0], Clock.GetUtcNow(), usesAttempt: false));
        claim = await ClaimOneAsync();
        Assert.Equal(0, claim.Deliveries[0].Attempts);
        await SettleAsync(claim, PutOff(claim.Deliveries[0], Clock.GetUtcNow()));

        Assert.Equal(1, (await ClaimOneAsync()).Deliveries[0].Attempts);
        Assert.Single((await Ledger.FindAsync(Score("s1"), None))!.Journal);
    }

    [Fact]
    public async Task A_held_delivery_is_due_when_what_it_waits_for_arrives()
    {
        await AppendAsync(Record(Score("s1"), "a", dependsOn: [Procedure("p1")]), Record(Procedure("p1"), "b"));
        var claims = await ClaimAsync();
        var (score, procedure) = (claims.Single(claim => Ids(claim).Single() == "s1"), claims.Single(claim => Ids(claim).Single() == "p1"));
        await SettleAsync(score, Held(score.Deliveries[0], Clock.GetUtcNow() + Later));
        Assert.Empty(await ClaimAsync());

        await SettleAsync(procedure, [.. Delivered(procedure)]);

        var delivery = Assert.Single((await ClaimOneAsync()).Deliveries);
        Assert.Equal(("s1", DeliveryState.Delivered), (delivery.Key.Id, delivery.DependsOn.Single().State));
    }

    [Fact]
    public async Task A_delivery_held_after_what_it_waits_for_arrived_is_due_at_once()
    {
        await AppendAsync(Record(Score("s1"), "a", dependsOn: [Procedure("p1")]), Record(Procedure("p1"), "b"));
        var claims = await ClaimAsync();
        var (score, procedure) = (claims.Single(claim => Ids(claim).Single() == "s1"), claims.Single(claim => Ids(claim).Single() == "p1"));
        await SettleAsync(procedure, [.. Delivered(procedure)]);

        await SettleAsync(score, Held(score.Deliveries[0], Clock.GetUtcNow() + Later));

        Assert.Equal(["s1"], Ids(await ClaimOneAsync()));
    }

    [Fact]
    public async Task Held_deliveries_of_a_lane_are_due_when_the_lane_gets_a_record()
    {
        await AppendAsync(Record(Score("s1")), Record(Score("other"), "lane-2"));
        foreach (var claim in await ClaimAsync())
            await SettleAsync(claim, Held(claim.Deliveries[0], Clock.GetUtcNow() + Later));

        await AppendAsync(Record(Procedure("p1")));

        Assert.Equal(["p1", "s1"], Ids(await ClaimOneAsync()));
    }

    [Fact]
    public async Task The_history_of_a_record_tells_each_attempt_and_change_of_state()
    {
        await AppendAsync(Record(Score("s1")));
        var claim = await ClaimOneAsync();
        await SettleAsync(claim, PutOff(claim.Deliveries[0], Clock.GetUtcNow()));
        claim = await ClaimOneAsync();
        await SettleAsync(claim, Parked(claim.Deliveries[0]));
        await Ledger.ReplayAsync(null, Score("s1"), None);
        claim = await ClaimOneAsync();
        await SettleAsync(claim, [.. Delivered(claim)]);

        var history = (await Ledger.FindAsync(Score("s1"), None))!;

        Assert.Equal((1, false, Clock.GetUtcNow()), (history.Version, history.Deleted, history.AcceptedAt));
        Assert.Equal(
            [(DeliveryState.Pending, FailureCode.Unavailable), (DeliveryState.Parked, FailureCode.Invalid), (DeliveryState.Pending, null),
                (DeliveryState.Delivered, null)],
            history.Journal.Select(entry => (entry.State, entry.Failure?.Code)));
        Assert.Equal(new Failure(FailureCode.Invalid, "Observation.value", "a quantity", 422), history.Journal[1].Failure);
        Assert.Equal(
            new RecordStanding(East, DeliveryState.Delivered, 1, "Observation/s1/_history/1", 1, null, null), Assert.Single(history.Deliveries));
    }

    [Fact]
    public async Task The_attempt_that_delivered_a_version_is_told_still_when_another_is_owed_and_when_that_is_delivered_too()
    {
        await AppendAsync(Record(Score("s1")));
        var first = await ClaimOneAsync();
        var began = Clock.GetUtcNow().AddSeconds(-2);
        await SettleAsync(first, LedgerRecords.Delivered(first.Deliveries[0]) with { StartedAt = began, Duration = TimeSpan.FromMilliseconds(1234) });
        var told = Assert.Single((await Ledger.FindAsync(Score("s1"), None))!.Journal);
        Assert.Equal(
            new JournalEntry(East, 1, began, TimeSpan.FromMilliseconds(1234), DeliveryState.Delivered, null, "Observation/s1/_history/1"), told);

        await AppendAsync(Record(Score("s1"), version: 2));
        Assert.Equal(told, Assert.Single((await Ledger.FindAsync(Score("s1"), None))!.Journal));

        var second = await ClaimOneAsync();
        await SettleAsync(second, LedgerRecords.Delivered(second.Deliveries[0]) with { StartedAt = Clock.GetUtcNow() });
        Assert.Equal([(told.Version, told.At), (2, Clock.GetUtcNow())], (await Ledger.FindAsync(Score("s1"), None))!.Journal.Select(entry => (entry.Version, entry.At)));
    }

    [Fact]
    public async Task A_delivery_with_a_plan_or_a_way_it_was_settled_tells_both()
    {
        await AppendAsync(Record(Score("planned"), "a"), Record(Score("settled"), "b"));
        foreach (var claim in await ClaimAsync())
        {
            var settlement = LedgerRecords.Delivered(claim.Deliveries[0]);
            await SettleAsync(claim, Ids(claim).Single() == "planned" ? settlement with { Plan = "{}" } : settlement with { SettledBy = "settled.adopted" });
        }

        Assert.Equal("{}", Assert.Single((await Ledger.FindAsync(Score("planned"), None))!.Journal).Plan);
        Assert.Equal("settled.adopted", Assert.Single((await Ledger.FindAsync(Score("settled"), None))!.Journal).Failure?.Code);
    }

    [Fact]
    public async Task A_settlement_that_lacks_its_due_time_or_reason_is_refused()
    {
        await AppendAsync(Record(Score("s1")));
        var claim = await ClaimOneAsync();

        await Assert.ThrowsAsync<ArgumentException>(
            () => SettleAsync(claim, PutOff(claim.Deliveries[0], Clock.GetUtcNow()) with { Due = null }));
        await Assert.ThrowsAsync<ArgumentException>(() => SettleAsync(claim, Parked(claim.Deliveries[0]) with { Failure = null }));

        Assert.True(await SettleAsync(claim, [.. Delivered(claim)]));
    }

    [Fact]
    public async Task A_record_nobody_handed_in_has_no_history() => Assert.Null(await Ledger.FindAsync(Score("s1"), None));
}
