using FhirAdapter.Sandbox.Validation;

namespace FhirAdapter.Sandbox.Search;

/// <summary>
/// A token in a search by identifier. <c>value</c>: any system (<see cref="System"/> null); <c>|value</c>: no system (empty);
/// <c>system|</c>: any value (<see cref="Value"/> null).
/// </summary>
internal sealed record IdentifierToken(string? System, string? Value)
{
    public bool Matches(FoundIdentifier identifier) =>
        (System is null || System == identifier.System) && (Value is null || Value == identifier.Value);

    public static IdentifierToken? Parse(string text)
    {
        var bar = text.IndexOf('|', StringComparison.Ordinal);
        if (bar < 0) return text.Length == 0 ? null : new IdentifierToken(null, Unescape(text));
        var (system, value) = (text[..bar], text[(bar + 1)..]);
        if (system.Length == 0 && value.Length == 0) return null;
        return new IdentifierToken(Unescape(system), value.Length == 0 ? null : Unescape(value));
    }

    /// <summary>Splits at commas that are not escaped by a backslash.</summary>
    public static string[] SplitAlternatives(string text)
    {
        var parts = new List<string>();
        var start = 0;
        for (var i = 0; i < text.Length; i++)
        {
            if (text[i] == '\\') i++;
            else if (text[i] == ',')
            {
                parts.Add(text[start..i]);
                start = i + 1;
            }
        }

        parts.Add(text[start..]);
        return [.. parts];
    }

    // R4 search.html: "\,", "\|", "\$" and "\\" stand for the character itself.
    private static string Unescape(string text) =>
        text.Replace("\\,", ",", StringComparison.Ordinal).Replace("\\|", "|", StringComparison.Ordinal)
            .Replace("\\$", "$", StringComparison.Ordinal).Replace("\\\\", "\\", StringComparison.Ordinal);
}
