namespace FhirAdapter.Health;

/// <summary>How one loop stands.</summary>
/// <param name="Kind">What kind of loop it is.</param>
/// <param name="Name">The source or destination.</param>
/// <param name="Overdue">By how much it is overdue.</param>
/// <param name="Fault">The type of the fault its last round ended in, where it did.</param>
internal sealed record LoopState(LoopKind Kind, string Name, TimeSpan Overdue, string? Fault);
