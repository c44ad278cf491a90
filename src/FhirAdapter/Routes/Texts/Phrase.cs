namespace FhirAdapter.Routes.Texts;

/// <summary>What an element says in words.</summary>
/// <param name="Label">What it is, such as <c>depth</c>.</param>
/// <param name="Words">What it says, such as <c>15 mm</c>.</param>
internal readonly record struct Phrase(string Label, string Words)
{
    /// <summary>The phrase as a line of its own.</summary>
    public override string ToString() => $"{Label}: {Words}";

    /// <summary>Whether a text says it: as a line, or the words alone where they are more than a number.</summary>
    public bool IsSaidIn(string text) =>
        text.Contains(ToString(), StringComparison.OrdinalIgnoreCase)
        || (Words.Any(char.IsLetter) && Words.Length > 1 && text.Contains(Words, StringComparison.OrdinalIgnoreCase))
        || (Words.Length >= 10 && char.IsDigit(Words[0]) && Words[4] == '-' && text.Contains(Words, StringComparison.Ordinal));
}
