namespace FhirAdapter.Outbox;

/// <summary>What the ledger takes up and owes, read in a moment.</summary>
/// <param name="Bytes">The size of its files, in bytes.</param>
/// <param name="FreeBytes">What is free on its disk for this user, in bytes; <see langword="null"/> where the system does not tell.</param>
/// <param name="Undelivered">How many versions one destination at the most still lacks, the parked ones included.</param>
/// <param name="Newest">The latest stamp among the newest records and attempts; <see langword="null"/> in an empty ledger.</param>
internal sealed record LedgerMeasure(long Bytes, long? FreeBytes, long Undelivered, DateTimeOffset? Newest);
