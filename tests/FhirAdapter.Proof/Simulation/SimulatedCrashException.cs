namespace FhirAdapter.Proof.Simulation;

/// <summary>The process is gone. Nothing of the product may catch it.</summary>
internal sealed class SimulatedCrashException(string step) : Exception
{
    public string Step { get; } = step;
}
