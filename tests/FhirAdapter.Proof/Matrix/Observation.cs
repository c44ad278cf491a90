using FhirAdapter.Failures;
using FhirAdapter.Outbox;

namespace FhirAdapter.Proof.Matrix;

/// <summary>Where the record that meets the fault stood after a pass.</summary>
internal sealed record Observation(DeliveryState State, Failure? Failure, TimeSpan? Wait, int Attempts, string? RemoteId, int Requests);
