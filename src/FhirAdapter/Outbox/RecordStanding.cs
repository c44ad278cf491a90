using FhirAdapter.Failures;

namespace FhirAdapter.Outbox;

/// <summary>Where one record stands at one destination.</summary>
/// <param name="Destination">The destination's name.</param>
/// <param name="State">Where its newest version stands.</param>
/// <param name="DeliveredVersion">The version at the destination, where there is one.</param>
/// <param name="RemoteId">The main resource at the destination, where it is known.</param>
/// <param name="Attempts">How many attempts at the newest version were used up.</param>
/// <param name="Due">When it is next tried, where it is.</param>
/// <param name="Failure">Why it is not delivered, where it is not.</param>
public sealed record RecordStanding(
    string Destination,
    DeliveryState State,
    long? DeliveredVersion,
    string? RemoteId,
    int Attempts,
    DateTimeOffset? Due,
    Failure? Failure)
{
    /// <summary>Since when its newest version has been put off without a break, where it is; after <c>Delivery:MaxAge</c> it is parked.</summary>
    public DateTimeOffset? PutOffSince { get; init; }
}
