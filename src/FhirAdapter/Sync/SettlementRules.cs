using FhirAdapter.Destinations;
using FhirAdapter.Failures;
using FhirAdapter.Outbox;
using FhirAdapter.Routes;

namespace FhirAdapter.Sync;

/// <summary>What each outcome means for the ledger. Pure but for the clock's reading.</summary>
internal sealed class SettlementRules(RetrySchedule schedule, DeliveryOptions options, TimeProvider time)
{
    /// <summary>The settlements of a lane: those decided before sending, then one for each delivery sent.</summary>
    public IReadOnlyList<Settlement> Settle(PreparedLane lane, IReadOnlyList<DeliveryOutcome> outcomes, DateTimeOffset startedAt)
    {
        var now = time.GetUtcNow();
        var settlements = new List<Settlement>(lane.Settled.Count + outcomes.Count);
        foreach (var decided in lane.Settled)
            settlements.Add(Planned(Decided(decided, now), decided.Plan));
        for (var i = 0; i < outcomes.Count; i++)
            settlements.Add(Planned(Sent(lane.Sources[i], outcomes[i], startedAt, now), PlanOf(lane.Deliveries[i], outcomes[i])));
        return settlements;
    }

    /// <summary>The settlements of a lane whose sending was cut off: nobody knows what arrived, and it goes again as soon as that can be looked up.</summary>
    public IReadOnlyList<Settlement> CutOff(LaneClaim claim, DateTimeOffset startedAt, TimeSpan unseenFor)
    {
        var now = time.GetUtcNow();
        var unknown = new Failure(FailureCode.OutcomeUnknown);
        return [.. claim.Deliveries.Select(each => new Settlement(
            each.Key, each.Version, DeliveryState.Pending, unknown, now + unseenFor, UsesAttempt: true, Remote: default, RemoteId: null, startedAt, now - startedAt))];
    }

    /// <summary>The settlements of a lane whose sending ended in a fault of the adapter itself: nobody knows what arrived, and it goes again as what failed does.</summary>
    public IReadOnlyList<Settlement> Faulted(LaneClaim claim, DateTimeOffset startedAt, TimeSpan unseenFor)
    {
        var now = time.GetUtcNow();
        var deferred = new DeliveryOutcome.Deferred(new Failure(FailureCode.SendingFailed), unseenFor, UsesAttempt: true, Remote: default);
        return [.. claim.Deliveries.Select(each => Sent(each, deferred, startedAt, now))];
    }

    private static string? PlanOf(Delivery delivery, DeliveryOutcome outcome) =>
        delivery.Plan is { } plan && outcome.LeftOut.Count > 0 ? PlanJson.Without(plan, outcome.LeftOut) : delivery.Plan;

    private static Settlement Planned(Settlement settlement, string? plan) => plan is null ? settlement : settlement with { Plan = plan };

    private Settlement Decided(DecidedDelivery decided, DateTimeOffset now) => new(
        decided.Claimed.Key, decided.Claimed.Version, decided.State, decided.Failure,
        decided.State == DeliveryState.Held ? now + options.HeldRecheck : null,
        UsesAttempt: decided.State == DeliveryState.Parked, Remote: default, RemoteId: null, now, TimeSpan.Zero);

    private Settlement Sent(ClaimedDelivery claimed, DeliveryOutcome outcome, DateTimeOffset startedAt, DateTimeOffset now)
    {
        var duration = now - startedAt;
        Settlement As(
            DeliveryState state, Failure? failure, DateTimeOffset? due, bool usesAttempt, ReadOnlyMemory<byte> remote, string? remoteId = null, string? settledBy = null) =>
            new(claimed.Key, claimed.Version, state, failure, due, usesAttempt, remote, remoteId, startedAt, duration) { Owned = outcome.Owned, SettledBy = settledBy };

        switch (outcome)
        {
            case DeliveryOutcome.Delivered delivered:
                return As(DeliveryState.Delivered, null, null, true, delivered.Remote, delivered.RemoteId, delivered.SettledBy);
            case DeliveryOutcome.Rejected rejected:
                return As(DeliveryState.Parked, rejected.Failure, null, true, rejected.Remote);
            case DeliveryOutcome.Held held:
                return As(DeliveryState.Held, held.Failure, now + options.HeldRecheck, false, default);
            case DeliveryOutcome.Deferred deferred:
                var putOff = now - (claimed.PutOffSince ?? now);
                if (putOff >= options.MaxAge && WasTried(deferred))
                    return GivenUp(FailureCode.OutOfTime);
                // An attempt that was not used up must never be the one that parks a record.
                var wait = deferred.UsesAttempt
                    ? schedule.Next(claimed.Attempts + 1, deferred.NotBefore)
                    : schedule.Again(claimed.Attempts, IsOutage(deferred) ? putOff : TimeSpan.Zero, deferred.NotBefore);
                return wait is { } after
                    ? As(DeliveryState.Pending, deferred.Failure, now + after, deferred.UsesAttempt, deferred.Remote)
                    : GivenUp(FailureCode.AttemptsUsedUp);

                Settlement GivenUp(string code) =>
                    As(DeliveryState.Parked, deferred.Failure with { Code = code, Expected = deferred.Failure.Code }, null, deferred.UsesAttempt, deferred.Remote);
            default:
                throw new InvalidOperationException($"No rule for {outcome.GetType().Name}.");
        }
    }

    // What only stood behind another, or was overtaken by its lease, gets a chance of its own before it is given up.
    private static bool WasTried(DeliveryOutcome.Deferred deferred) => deferred.Failure.Code is not (FailureCode.BehindAnother or FailureCode.LeaseOver);

    // A server that says itself when to come back is taken at its word, however long it goes on.
    private static bool IsOutage(DeliveryOutcome.Deferred deferred) => deferred.Failure.Code is FailureCode.Unavailable or FailureCode.CircuitOpen;
}
