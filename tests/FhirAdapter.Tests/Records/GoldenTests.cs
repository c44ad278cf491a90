using Xunit.Sdk;

namespace FhirAdapter.Tests.Records;

public sealed class GoldenTests
{
    public static TheoryData<string> Names => [.. Situations.All.Keys];

    [Theory]
    [MemberData(nameof(Names))]
    public void Each_situation_becomes_what_its_golden_file_says(string name) => Golden.Verify(Mapped.Show(Mapped.Of(Situations.All[name])), name);

    [Fact]
    public void A_golden_file_that_differs_fails_at_the_line_and_leaves_what_came_beside_it()
    {
        var folder = Directory.CreateTempSubdirectory().FullName;
        File.WriteAllText(Path.Combine(folder, "x.verified.json"), "{\n  \"a\": 1\n}\n");

        var failure = Assert.Throws<XunitException>(() => Golden.Verify("{\n  \"a\": 2\n}", "x", folder));

        Assert.Contains("line 2\n-   \"a\": 1\n+   \"a\": 2", failure.Message, StringComparison.Ordinal);
        Assert.Equal("{\n  \"a\": 2\n}\n", File.ReadAllText(Path.Combine(folder, "x.received.json")));
        Directory.Delete(folder, recursive: true);
    }
}
