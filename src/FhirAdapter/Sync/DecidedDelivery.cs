using FhirAdapter.Failures;
using FhirAdapter.Outbox;

namespace FhirAdapter.Sync;

/// <summary>A claimed delivery that needs no request.</summary>
/// <param name="Claimed">The claimed delivery.</param>
/// <param name="State">Where it stands now.</param>
/// <param name="Failure">Why, unless there was nothing to deliver.</param>
internal sealed record DecidedDelivery(ClaimedDelivery Claimed, DeliveryState State, Failure? Failure)
{
    /// <summary>How it was to go, as <see cref="Outbox.Settlement.Plan"/>.</summary>
    public string? Plan { get; init; }
}
