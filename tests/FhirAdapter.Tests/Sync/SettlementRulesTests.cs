using FhirAdapter.Destinations;
using FhirAdapter.Failures;
using FhirAdapter.Outbox;
using FhirAdapter.Records;
using FhirAdapter.Records.PainScores;
using FhirAdapter.Sync;
using Microsoft.Extensions.Time.Testing;

namespace FhirAdapter.Tests.Sync;

public sealed class SettlementRulesTests
{
    private static readonly DateTimeOffset Now = new(2026, 11, 20, 12, 0, 0, TimeSpan.Zero);
    private static readonly DeliveryOptions Options = new() { MaxAttempts = 3, LeastDelay = TimeSpan.FromSeconds(1), HeldRecheck = TimeSpan.FromMinutes(10) };
    private static readonly Failure Unavailable = new(FailureCode.Unavailable, HttpStatus: 503);

    private readonly SettlementRules _rules = new(new RetrySchedule(Options, () => 0.0), Options, new FakeTimeProvider(Now));

    [Fact]
    public void What_arrived_is_delivered_with_what_the_destination_noted()
    {
        var settled = Settle(0, new DeliveryOutcome.Delivered(new byte[] { 1 }, "Observation/1"));

        Assert.Equal((DeliveryState.Delivered, null, "Observation/1", true), (settled.State, settled.Failure, settled.RemoteId, settled.UsesAttempt));
        Assert.Equal([1], settled.Remote.ToArray());
    }

    [Fact]
    public void What_was_refused_is_parked_with_its_reason() =>
        Assert.Equal(
            (DeliveryState.Parked, FailureCode.Invalid),
            Settle(0, new DeliveryOutcome.Rejected(new Failure(FailureCode.Invalid), default)) is var s ? (s.State, s.Failure!.Code) : default);

    [Fact]
    public void What_waits_for_another_is_held_without_using_an_attempt()
    {
        var settled = Settle(2, new DeliveryOutcome.Held(new Failure(FailureCode.ReferenceAwaited)));

        Assert.Equal((DeliveryState.Held, false, Now + TimeSpan.FromMinutes(10)), (settled.State, settled.UsesAttempt, settled.Due));
    }

    [Fact]
    public void What_was_put_off_is_due_again_later()
    {
        var settled = Settle(0, new DeliveryOutcome.Deferred(Unavailable, null, UsesAttempt: true, default));

        Assert.Equal((DeliveryState.Pending, true, Now + TimeSpan.FromSeconds(1)), (settled.State, settled.UsesAttempt, settled.Due));
    }

    [Fact]
    public void The_last_attempt_parks_and_keeps_the_reason_beside_the_verdict()
    {
        var settled = Settle(2, new DeliveryOutcome.Deferred(Unavailable, null, UsesAttempt: true, default));

        Assert.Equal((DeliveryState.Parked, FailureCode.AttemptsUsedUp, FailureCode.Unavailable, 503),
            (settled.State, settled.Failure!.Code, settled.Failure.Expected, settled.Failure.HttpStatus!.Value));
    }

    [Fact]
    public void What_used_no_attempt_never_parks_however_often_it_is_put_off()
    {
        var settled = Settle(3, new DeliveryOutcome.Deferred(Unavailable, TimeSpan.FromMinutes(5), UsesAttempt: false, default));

        Assert.Equal((DeliveryState.Pending, false), (settled.State, settled.UsesAttempt));
        Assert.True(settled.Due >= Now + TimeSpan.FromMinutes(5));
    }

    [Theory]
    [InlineData(FailureCode.Unavailable, 13.9, false)]
    [InlineData(FailureCode.Unavailable, 14, true)]
    [InlineData(FailureCode.Throttled, 14, true)]
    [InlineData(FailureCode.Unauthorized, 14, true)]
    [InlineData(FailureCode.BehindAnother, 14, false)]
    [InlineData(FailureCode.LeaseOver, 14, false)]
    public void What_was_tried_and_put_off_for_too_long_is_given_up_with_the_reason_beside_the_verdict(string code, double days, bool isGivenUp)
    {
        var settled = Settle(0, new DeliveryOutcome.Deferred(new Failure(code), null, UsesAttempt: false, default), Now - TimeSpan.FromDays(days));

        Assert.Equal(isGivenUp ? DeliveryState.Parked : DeliveryState.Pending, settled.State);
        Assert.Equal(isGivenUp ? (FailureCode.OutOfTime, code) : (code, null), (settled.Failure!.Code, settled.Failure.Expected));
        Assert.False(settled.UsesAttempt);
    }

    [Theory]
    [InlineData(FailureCode.Unavailable, 30)]
    [InlineData(FailureCode.CircuitOpen, 30)]
    [InlineData(FailureCode.Throttled, 5)]
    [InlineData(FailureCode.BehindAnother, 5)]
    public void An_outage_is_looked_at_ever_more_seldom_and_what_waits_for_another_reason_is_not(string code, int seconds)
    {
        var rules = new SettlementRules(new RetrySchedule(Options, () => 1.0), Options, new FakeTimeProvider(Now));

        var settled = Settle(0, new DeliveryOutcome.Deferred(new Failure(code), null, UsesAttempt: false, default), Now.AddSeconds(-30), rules);

        Assert.Equal(Now.AddSeconds(seconds), settled.Due);
    }

    private Settlement Settle(int attempts, DeliveryOutcome outcome, DateTimeOffset? putOffSince = null, SettlementRules? rules = null)
    {
        var claimed = new ClaimedDelivery(new RecordKey(RecordKind.PainScore, "PS-1"), 1, false, new byte[] { 0 }, attempts, null, default, []) { PutOffSince = putOffSince };
        var delivery = new Delivery(claimed.Key, 1, new PainScore { Id = "PS-1" }, [], default, []);
        var lane = new PreparedLane(new LaneClaim("east", 1, 1, Now, [claimed]), [delivery], [claimed], []);
        return Assert.Single((rules ?? _rules).Settle(lane, [outcome], Now));
    }
}
