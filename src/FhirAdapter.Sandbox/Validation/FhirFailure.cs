namespace FhirAdapter.Sandbox.Validation;

/// <summary>A refusal: the HTTP status and the issues that go into its OperationOutcome.</summary>
internal sealed record FhirFailure(int Status, IReadOnlyList<Issue> Issues)
{
    public static FhirFailure Of(int status, string code, string diagnostics, string? expression = null) =>
        new(status, [new Issue("error", code, diagnostics, expression)]);

    /// <summary>The same failure, seen from the Bundle that holds the resource as entry <paramref name="index"/>.</summary>
    public FhirFailure InEntry(int index) => this with { Issues = [.. Issues.Select(issue => issue with { Expression = Relocate(issue.Expression, index) })] };

    private static string Relocate(string? expression, int index)
    {
        var entry = $"Bundle.entry[{index}]";
        if (expression is null) return entry;
        if (expression.StartsWith("Bundle.entry[", StringComparison.Ordinal)) return expression;
        var dot = expression.IndexOf('.', StringComparison.Ordinal);
        return dot < 0 ? $"{entry}.resource" : $"{entry}.resource{expression[dot..]}";
    }
}
