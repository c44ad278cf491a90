namespace FhirAdapter.Failures;

/// <summary>Guesses which name was meant.</summary>
internal static class Suggestion
{
    /// <summary>A sentence that names the nearest of the known names, or all of them where none is near.</summary>
    public static string For(string typed, IEnumerable<string> known)
    {
        var nearest = known.Select(name => (Name: name, Distance: Distance(typed, name))).OrderBy(k => k.Distance).ThenBy(k => k.Name, StringComparer.Ordinal).ToList();
        return nearest.Count > 0 && nearest[0].Distance <= Math.Max(2, typed.Length / 3)
            ? $"Did you mean {nearest[0].Name}?"
            : $"Known here: {string.Join(", ", nearest.Select(k => k.Name).Order(StringComparer.Ordinal))}.";
    }

    // Levenshtein's distance without regard to case, one row at a time.
    private static int Distance(string a, string b)
    {
        var row = Enumerable.Range(0, b.Length + 1).ToArray();
        for (var i = 1; i <= a.Length; i++)
        {
            var diagonal = row[0];
            row[0] = i;
            for (var j = 1; j <= b.Length; j++)
            {
                var cost = char.ToUpperInvariant(a[i - 1]) == char.ToUpperInvariant(b[j - 1]) ? 0 : 1;
                (diagonal, row[j]) = (row[j], Math.Min(Math.Min(row[j] + 1, row[j - 1] + 1), diagonal + cost));
            }
        }

        return row[b.Length];
    }
}
