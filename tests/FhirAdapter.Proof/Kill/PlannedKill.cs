namespace FhirAdapter.Proof.Kill;

/// <summary>One kill: at a named step, or at any moment where it names none.</summary>
/// <param name="Point">The step; nothing for a moment drawn by chance.</param>
/// <param name="IsAtStart">Whether only the first start of a ledger passes the step.</param>
internal sealed record PlannedKill(string? Point, bool IsAtStart);
