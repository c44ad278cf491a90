namespace FhirAdapter.Sandbox.Rest;

/// <summary>The <c>Prefer</c> header: what to return after a write, and whether unknown search parameters are errors. Null where it does not say.</summary>
internal sealed record Preference(string? Return, bool? StrictHandling)
{
    public static readonly Preference None = new(null, null);

    public static Preference Parse(IEnumerable<string?> headers)
    {
        var wishes = headers.SelectMany(header => (header ?? "").Split([',', ';'], StringSplitOptions.TrimEntries)).ToArray();
        return new Preference(
            wishes.Select(wish => wish.StartsWith("return=", StringComparison.Ordinal) ? wish["return=".Length..] : null)
                .FirstOrDefault(wish => wish is "minimal" or "representation" or "OperationOutcome"),
            wishes.Contains("handling=strict") ? true : wishes.Contains("handling=lenient") ? false : null);
    }
}
