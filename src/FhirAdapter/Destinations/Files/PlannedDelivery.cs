namespace FhirAdapter.Destinations.Files;

/// <summary>What is to be done for a delivery.</summary>
/// <param name="OnceWritten">Its outcome when the lines are durably written.</param>
/// <param name="Lines">What has to be written for it; nothing where all is there already.</param>
internal sealed record PlannedDelivery(DeliveryOutcome OnceWritten, IReadOnlyList<ResourceLine> Lines);
