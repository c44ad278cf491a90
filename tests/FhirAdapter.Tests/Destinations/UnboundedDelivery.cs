using FhirAdapter.Destinations;

namespace FhirAdapter.Tests.Destinations;

/// <summary>Delivers under a lease that does not end.</summary>
internal static class UnboundedDelivery
{
    public static Task<IReadOnlyList<IReadOnlyList<DeliveryOutcome>>> DeliverAsync(
        this IDestination destination, IReadOnlyList<IReadOnlyList<Delivery>> lanes, CancellationToken cancellationToken) =>
        destination.DeliverAsync(lanes, new Lease(TimeProvider.System, DateTimeOffset.MaxValue), cancellationToken);
}
