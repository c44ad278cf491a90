namespace FhirAdapter.Health;

/// <summary>Whether the adapter does all that it should.</summary>
/// <param name="Findings">Why not; empty where it does.</param>
public sealed record Readiness(IReadOnlyList<HealthFinding> Findings)
{
    /// <summary>Whether nothing was found.</summary>
    public bool IsReady => Findings.Count == 0;
}
