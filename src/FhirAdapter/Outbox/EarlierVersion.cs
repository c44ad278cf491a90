namespace FhirAdapter.Outbox;

/// <summary>A version that a newer one replaced and that may stand at a destination.</summary>
/// <param name="Payload">Its content.</param>
/// <param name="Deleted">Whether it takes the record back.</param>
internal readonly record struct EarlierVersion(ReadOnlyMemory<byte> Payload, bool Deleted);
