using System.Text;

namespace FhirAdapter.Routes.Texts;

/// <summary>A text that grows by lines and finds whether it says something. For one thread.</summary>
/// <remarks>What begins in the middle of a word is not found: "sore" is not said where "eyesore" is; nor is a word where a longer one begins with it.</remarks>
internal sealed class SaidText
{
    private const int Capacity = 4096;

    // One that a huge text made larger than this is not kept.
    private const int MostKept = 256 * 1024;

    // What is asked no more than this is sooner read than indexed.
    private const int FewQuestions = 12;

    [ThreadStatic]
    private static SaidText? _spare;

    private readonly WordIndex _index = new();
    private char[] _text = new char[Capacity];
    private int _questions;

    /// <summary>How long it is, with the end of each line.</summary>
    public int Length { get; private set; }

    /// <summary>An empty text.</summary>
    public static SaidText Take()
    {
        var text = _spare ?? new SaidText();
        _spare = null;
        text.Clear();
        return text;
    }

    /// <summary>Gives one back that is not needed any more.</summary>
    public static void Give(SaidText text)
    {
        if (text.IsKept)
            _spare = text;
    }

    /// <summary>Whether its room is worth keeping for the next text.</summary>
    public bool IsKept => _text.Length <= MostKept;

    /// <summary>Takes all lines out.</summary>
    public void Clear()
    {
        (Length, _questions) = (0, 0);
        _index.Clear();
    }

    /// <summary>Adds a line.</summary>
    public void Add(ReadOnlySpan<char> line)
    {
        line.CopyTo(Room(line.Length));
        End(line.Length);
    }

    /// <summary>Adds a line that is in UTF-8.</summary>
    public void Add(ReadOnlySpan<byte> line) => End(Encoding.UTF8.GetChars(line, Room(line.Length)));

    /// <summary>A line of two parts with a sign between them; the text has it only when it is added.</summary>
    public ReadOnlySpan<char> Draft(string label, string words)
    {
        var line = Room(label.Length + 2 + words.Length)[..(label.Length + 2 + words.Length)];
        label.CopyTo(line);
        (line[label.Length], line[label.Length + 1]) = (':', ' ');
        words.CopyTo(line[(label.Length + 2)..]);
        return line;
    }

    /// <summary>The lines from a place on, without the end of the last.</summary>
    public ReadOnlySpan<char> From(int start) => start == Length ? [] : _text.AsSpan(start, Length - start - 1);

    /// <summary>Whether it says these words, in capitals or not.</summary>
    public bool Says(ReadOnlySpan<char> words) => Says(words, StringComparison.OrdinalIgnoreCase);

    /// <summary>Whether it says these words to the letter.</summary>
    public bool SaysExactly(ReadOnlySpan<char> words) => Says(words, StringComparison.Ordinal);

    private Span<char> Room(int length)
    {
        var needed = Length + length + 1 + WordIndex.Beyond;
        if (needed > _text.Length)
            Array.Resize(ref _text, Math.Max(_text.Length * 2, needed));
        return _text.AsSpan(Length);
    }

    private void End(int length)
    {
        Length += length;
        _text[Length++] = '\n';
    }

    private bool Says(ReadOnlySpan<char> words, StringComparison comparison)
    {
        var text = _text.AsSpan(0, Length);
        var first = FirstWord.Of(words);
        // No other character stands for one of ASCII, in capitals or not.
        if (++_questions <= FewQuestions || first.Length == 0 || !first.IsAscii)
            return Reads(text, words, first.Length, comparison);
        _index.Extend(_text, Length);
        return _index.Finds(text, words, first, comparison);
    }

    private static bool Reads(ReadOnlySpan<char> text, ReadOnlySpan<char> words, int first, StringComparison comparison)
    {
        var from = 0;
        while (true)
        {
            var next = text[from..].IndexOf(words, comparison);
            if (next < 0)
                return false;
            from += next;
            if (first == 0 || (IsEdge(text, from - 1) && IsEdge(text, from + first)))
                return true;
            from++;
        }
    }

    // Each line has an end, so that there is a character after each word.
    private static bool IsEdge(ReadOnlySpan<char> text, int at) => at < 0 || !char.IsLetterOrDigit(text[at]);
}
