using System.Runtime.InteropServices;

namespace FhirAdapter.Routes.Texts;

/// <summary>A text that grows by lines and finds quickly whether it says something: words are looked up by the first of them.</summary>
/// <remarks>What begins in the middle of a word is not found: "sore" is not said where "eyesore" is.</remarks>
internal sealed class SaidText
{
    private readonly Dictionary<uint, int> _last = [];
    private readonly List<(int Position, int Before)> _words = [];
    private char[] _text = new char[1024];
    private int _length;

    public SaidText(IEnumerable<string> lines)
    {
        foreach (var line in lines)
            Add(line);
    }

    /// <summary>Adds a line.</summary>
    public void Add(string line)
    {
        if (_length + line.Length + 1 > _text.Length)
            Array.Resize(ref _text, Math.Max(_text.Length * 2, _length + line.Length + 1));
        line.CopyTo(_text.AsSpan(_length));
        for (var i = 0; i < line.Length; i++)
        {
            if (!char.IsLetterOrDigit(line[i]))
                continue;
            var hash = FirstWord(line.AsSpan(i), out var length);
            ref var last = ref CollectionsMarshal.GetValueRefOrAddDefault(_last, hash, out var isKnown);
            _words.Add((_length + i, isKnown ? last : -1));
            last = _words.Count - 1;
            i += length;
        }

        _length += line.Length;
        _text[_length++] = '\n';
    }

    /// <summary>Whether it says these words, in capitals or not.</summary>
    public bool Says(ReadOnlySpan<char> words) => Says(words, StringComparison.OrdinalIgnoreCase);

    /// <summary>Whether it says these words to the letter.</summary>
    public bool SaysExactly(ReadOnlySpan<char> words) => Says(words, StringComparison.Ordinal);

    private bool Says(ReadOnlySpan<char> words, StringComparison comparison)
    {
        var text = _text.AsSpan(0, _length);
        if (words.IsEmpty || !char.IsLetterOrDigit(words[0]))
            return text.Contains(words, comparison);
        if (!_last.TryGetValue(FirstWord(words, out _), out var at))
            return false;
        for (; at >= 0; at = _words[at].Before)
        {
            if (text[_words[at].Position..].StartsWith(words, comparison))
                return true;
        }

        return false;
    }

    // FNV-1a over the letters and digits as small letters. Two words of one hash cost a comparison and no more.
    private static uint FirstWord(ReadOnlySpan<char> text, out int length)
    {
        var hash = 2166136261u;
        for (length = 0; length < text.Length && char.IsLetterOrDigit(text[length]); length++)
        {
            var c = text[length];
            hash = (hash ^ (c < 128 ? (c is >= 'A' and <= 'Z' ? (uint)(c | 0x20) : c) : char.ToUpperInvariant(c))) * 16777619u;
        }

        return hash;
    }
}
