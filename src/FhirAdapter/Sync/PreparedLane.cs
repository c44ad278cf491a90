using FhirAdapter.Destinations;
using FhirAdapter.Outbox;

namespace FhirAdapter.Sync;

/// <summary>A claimed lane after mapping.</summary>
/// <param name="Claim">The claim.</param>
/// <param name="Deliveries">What goes to the destination, in order.</param>
/// <param name="Sources">The claimed delivery that each of <paramref name="Deliveries"/> came from.</param>
/// <param name="Settled">What was decided without asking the destination.</param>
internal sealed record PreparedLane(
    LaneClaim Claim,
    IReadOnlyList<Delivery> Deliveries,
    IReadOnlyList<ClaimedDelivery> Sources,
    IReadOnlyList<DecidedDelivery> Settled);
