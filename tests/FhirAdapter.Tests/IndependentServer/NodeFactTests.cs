namespace FhirAdapter.Tests.IndependentServer;

public sealed class NodeFactTests
{
    [Fact]
    public void Without_Node_a_test_is_skipped_and_says_what_to_install() =>
        Assert.Contains("Node 20", NodeFactAttribute.ReasonToSkip(nodeIsOnPath: false, runsInCi: false), StringComparison.Ordinal);

    [Theory]
    [InlineData(true, false)]
    [InlineData(true, true)]
    [InlineData(false, true)]
    public void With_Node_or_in_CI_a_test_is_never_skipped(bool nodeIsOnPath, bool runsInCi) =>
        Assert.Null(NodeFactAttribute.ReasonToSkip(nodeIsOnPath, runsInCi));
}
