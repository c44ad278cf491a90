namespace FhirAdapter.Routes.Texts;

/// <summary>Cuts a text that is too long, at a word, with a sign that it was cut.</summary>
internal static class TextCut
{
    /// <summary>What stands where a text was cut.</summary>
    public const string Sign = " [...]";

    /// <summary>The text, or as many whole words of it as fit with the sign.</summary>
    /// <param name="text">The text.</param>
    /// <param name="most">The most UTF-16 code units; where not even the sign fits, as much of the sign as does.</param>
    public static string At(string text, int most)
    {
        if (text.Length <= most)
            return text;
        if (most <= Sign.Length)
            return Sign.TrimStart()[..Math.Min(most, Sign.Length - 1)];
        var room = most - Sign.Length;
        var end = room;
        while (end > 0 && !char.IsWhiteSpace(text[end]))
            end--;
        // One long word: between characters then, never within one.
        if (end == 0)
            end = char.IsHighSurrogate(text[room - 1]) ? room - 1 : room;
        return text[..end].TrimEnd() + Sign;
    }
}
