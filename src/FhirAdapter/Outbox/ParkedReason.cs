namespace FhirAdapter.Outbox;

/// <summary>Why deliveries of a destination are parked.</summary>
/// <param name="Code">The failure's code, such as <c>rejected.patient-not-found</c>.</param>
/// <param name="Count">How many are parked for it.</param>
public sealed record ParkedReason(string Code, long Count);
