namespace FhirAdapter.Tests.IndependentServer;

/// <summary>
/// A fact that needs Node. Without Node on the PATH it is skipped, and says so; where the environment variable CI is "true" it is never
/// skipped, so that a build server without Node fails instead of proving less than it seems to.
/// </summary>
[AttributeUsage(AttributeTargets.Method)]
public sealed class NodeFactAttribute : FactAttribute
{
    public NodeFactAttribute() => Skip = ReasonToSkip(
        NodeCommand.IsOnPath,
        runsInCi: string.Equals(Environment.GetEnvironmentVariable("CI"), "true", StringComparison.OrdinalIgnoreCase));

    internal static string? ReasonToSkip(bool nodeIsOnPath, bool runsInCi) =>
        nodeIsOnPath || runsInCi
            ? null
            : "Node is not on the PATH: install Node 20 or newer to run the tests against the independent FHIR server.";
}
