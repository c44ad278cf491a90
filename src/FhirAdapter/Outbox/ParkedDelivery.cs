using FhirAdapter.Failures;
using FhirAdapter.Records;

namespace FhirAdapter.Outbox;

/// <summary>A delivery kept for a person (parked) or waiting for another record (held).</summary>
/// <param name="Destination">The destination's name.</param>
/// <param name="Key">What names the record.</param>
/// <param name="Version">The version that is not delivered.</param>
/// <param name="State">Parked or held.</param>
/// <param name="Failure">Why.</param>
/// <param name="Attempts">How many attempts were made.</param>
/// <param name="Since">When it came to stand so.</param>
public sealed record ParkedDelivery(
    string Destination,
    RecordKey Key,
    long Version,
    DeliveryState State,
    Failure Failure,
    int Attempts,
    DateTimeOffset Since);
