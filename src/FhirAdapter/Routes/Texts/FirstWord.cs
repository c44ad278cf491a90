namespace FhirAdapter.Routes.Texts;

/// <summary>The word that a text begins with, as it is looked for: in capitals or not.</summary>
/// <param name="Length">How long it is; 0 where the text does not begin with a letter or a digit.</param>
/// <param name="Key">See <see cref="KeyOf"/>.</param>
/// <param name="IsAscii">Whether it has no other characters.</param>
internal readonly record struct FirstWord(int Length, uint Key, bool IsAscii)
{
    private const int MostInKey = 4;

    public static FirstWord Of(ReadOnlySpan<char> text)
    {
        var (length, all) = (0, 0);
        while (length < text.Length && IsOfWord(text[length]))
            all |= text[length++];
        return new FirstWord(length, KeyOf(text, length), all < 0x80);
    }

    /// <summary>A number by which a word is filed: the same for all words of ASCII that begin with the same few letters, in capitals or not.</summary>
    /// <param name="text">What begins with the word.</param>
    /// <param name="length">How much of that is the word, as far as that matters.</param>
    public static uint KeyOf(ReadOnlySpan<char> text, int length)
    {
        var key = 0u;
        // In ASCII this makes a capital small, and leaves digits as they are.
        for (var i = 0; i < length && i < MostInKey; i++)
            key = (key * 31) + (text[i] | 0x20u);
        return key;
    }

    /// <summary>Whether a character is a letter or a digit.</summary>
    public static bool IsOfWord(char c) => c < 0x80 ? char.IsAsciiLetterOrDigit(c) : char.IsLetterOrDigit(c);
}
