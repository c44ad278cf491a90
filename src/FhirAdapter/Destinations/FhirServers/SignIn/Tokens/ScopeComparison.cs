namespace FhirAdapter.Destinations.FhirServers.SignIn.Tokens;

/// <summary>Compares the scopes that were asked for with those that were granted (SMART App Launch 2.2, "Scopes for requesting FHIR Resources").</summary>
internal static class ScopeComparison
{
    private const string AllLetters = "cruds";

    /// <summary>Those of the asked ones that the granted ones do not cover, in the order asked.</summary>
    public static IReadOnlyList<string> Missing(IEnumerable<string> asked, IReadOnlyCollection<string> granted) =>
        [.. asked.Where(each => !granted.Contains(each, StringComparer.Ordinal) && !IsCovered(each, granted))];

    /// <summary>Each letter must be granted for the type itself or for all types; it may come from several scopes.</summary>
    private static bool IsCovered(string asked, IReadOnlyCollection<string> granted)
    {
        if (Parse(asked) is not { } want)
            return false;
        return want.Letters.All(letter => granted.Any(each =>
            Parse(each) is { } has
            && has.Context == want.Context
            && (has.Type == want.Type || has.Type == "*")
            && has.Letters.Contains(letter, StringComparison.Ordinal)));
    }

    /// <summary>Version 1 says <c>read</c>, <c>write</c> and <c>*</c>. A scope with a query grants less than the type, so it covers nothing but itself.</summary>
    private static (string Context, string Type, string Letters)? Parse(string scope)
    {
        var slash = scope.IndexOf('/', StringComparison.Ordinal);
        var dot = scope.LastIndexOf('.');
        if (slash <= 0 || dot < slash || scope.Contains('?', StringComparison.Ordinal))
            return null;
        var letters = scope[(dot + 1)..] switch
        {
            "read" => "rs",
            "write" => "cud",
            "*" => AllLetters,
            var given when given.Length > 0 && given.All(each => AllLetters.Contains(each, StringComparison.Ordinal)) => given,
            _ => null,
        };
        return letters is null ? null : (scope[..slash], scope[(slash + 1)..dot], letters);
    }
}
