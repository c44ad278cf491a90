namespace FhirAdapter.Tests.IndependentServer;

/// <summary>A theory that needs Node, skipped and failing as <see cref="NodeFactAttribute"/> does.</summary>
public sealed class NodeTheoryAttribute : TheoryAttribute
{
    public NodeTheoryAttribute() => Skip = new NodeFactAttribute().Skip;
}
