namespace FhirAdapter.Routes.Texts;

/// <summary>A text that grows by lines and finds whether it says something. For one thread.</summary>
/// <remarks>What begins in the middle of a word is not found: "sore" is not said where "eyesore" is; nor is a word where a longer one begins with it.</remarks>
internal sealed class SaidText
{
    private const int Capacity = 4096;

    // One that a huge text made larger than this is not kept.
    private const int MostKept = 256 * 1024;

    [ThreadStatic]
    private static SaidText? _spare;

    private char[] _text = new char[Capacity];

    /// <summary>How long it is, with the end of each line.</summary>
    public int Length { get; private set; }

    /// <summary>A part in which words are looked for first: they are likely to stand there.</summary>
    public Range Near { get; set; }

    /// <summary>An empty text.</summary>
    public static SaidText Take()
    {
        var text = _spare ?? new SaidText();
        _spare = null;
        (text.Length, text.Near) = (0, default);
        return text;
    }

    /// <summary>Gives one back that is not needed any more.</summary>
    public static void Give(SaidText text)
    {
        if (text._text.Length <= MostKept)
            _spare = text;
    }

    /// <summary>Adds a line.</summary>
    public void Add(ReadOnlySpan<char> line)
    {
        if (Length + line.Length + 1 > _text.Length)
            Array.Resize(ref _text, Math.Max(_text.Length * 2, Length + line.Length + 1));
        line.CopyTo(_text.AsSpan(Length));
        Length += line.Length;
        _text[Length++] = '\n';
    }

    /// <summary>The lines from a place on, without the end of the last.</summary>
    public ReadOnlySpan<char> From(int start) => start == Length ? [] : _text.AsSpan(start, Length - start - 1);

    /// <summary>Whether it says these words, in capitals or not.</summary>
    public bool Says(ReadOnlySpan<char> words) => Says(words, StringComparison.OrdinalIgnoreCase);

    /// <summary>Whether it says these words to the letter.</summary>
    public bool SaysExactly(ReadOnlySpan<char> words) => Says(words, StringComparison.Ordinal);

    private bool Says(ReadOnlySpan<char> words, StringComparison comparison) =>
        (Near.Start.Value < Near.End.Value && Says(words, comparison, Near.Start.Value, Near.End.Value)) || Says(words, comparison, 0, Length);

    private bool Says(ReadOnlySpan<char> words, StringComparison comparison, int from, int to)
    {
        ReadOnlySpan<char> text = _text;
        var isWord = !words.IsEmpty && char.IsLetterOrDigit(words[0]);
        while (true)
        {
            var next = text[from..to].IndexOf(words, comparison);
            if (next < 0)
                return false;
            from += next;
            if (!isWord || (IsEdge(text, from - 1) && IsEdge(text, from + WordAt(words))))
                return true;
            from++;
        }
    }

    private static int WordAt(ReadOnlySpan<char> words)
    {
        var length = 1;
        while (length < words.Length && char.IsLetterOrDigit(words[length]))
            length++;
        return length;
    }

    // Each line has an end, so that there is a character after each word.
    private static bool IsEdge(ReadOnlySpan<char> text, int at) => at < 0 || !char.IsLetterOrDigit(text[at]);
}
