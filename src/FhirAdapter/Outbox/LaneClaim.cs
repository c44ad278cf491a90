namespace FhirAdapter.Outbox;

/// <summary>One patient's due deliveries at one destination, leased to one worker, in the order in which they must go.</summary>
/// <param name="Destination">The destination's name.</param>
/// <param name="LaneId">The ledger's number for the lane.</param>
/// <param name="Fence">The number of this lease. A settlement with an older number than the ledger's is refused.</param>
/// <param name="LeasedUntil">When the lease ends unless it is renewed.</param>
/// <param name="Deliveries">The deliveries, in order; at least one.</param>
internal sealed record LaneClaim(
    string Destination,
    long LaneId,
    long Fence,
    DateTimeOffset LeasedUntil,
    IReadOnlyList<ClaimedDelivery> Deliveries);
