using FhirAdapter.Records;

namespace FhirAdapter.Outbox;

/// <summary>A record that a claimed delivery refers to, and where it stands at the same destination.</summary>
/// <param name="Key">What names it.</param>
/// <param name="State">Where it stands; <see langword="null"/> where the ledger has never seen it.</param>
/// <param name="Remote">What the destination noted when it was last delivered; empty where it never was.</param>
internal sealed record Dependency(RecordKey Key, DeliveryState? State, ReadOnlyMemory<byte> Remote);
