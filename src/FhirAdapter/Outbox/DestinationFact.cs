namespace FhirAdapter.Outbox;

/// <summary>Something known of a destination that is kept beside its deliveries. What it means only the destination knows.</summary>
/// <param name="Topic">What it is about.</param>
/// <param name="Name">What names it within its topic.</param>
/// <param name="Detail">What is to be kept of it; no value of a record.</param>
/// <param name="Count">How often it was met; 0 takes it off.</param>
/// <param name="FirstSeen">When the ledger first had it. It is the ledger that sets it.</param>
internal sealed record DestinationFact(string Topic, string Name, string? Detail, long Count, DateTimeOffset FirstSeen = default)
{
    /// <summary>Whether it is one for a person to see.</summary>
    public bool IsNotice { get; init; }
}
