using System.Numerics;

namespace FhirAdapter.Routes.Texts;

/// <summary>Where in a text each word begins, so that what is looked for is compared only where its first word may stand. For one thread.</summary>
internal sealed class WordIndex
{
    /// <summary>How many characters more than the text have to be there to be read; which they are does not matter.</summary>
    public const int Beyond = 2 * WordMask.Width;

    // About the words of a long report.
    private const int BucketBits = 9;
    private const int Buckets = 1 << BucketBits;

    private readonly int[] _last = new int[Buckets];
    private Word[] _words = new Word[Buckets];
    private int _count;
    private int _end;

    /// <summary>Forgets the text.</summary>
    public void Clear()
    {
        Array.Clear(_last);
        (_count, _end) = (0, 0);
    }

    /// <summary>Takes in what a text has grown by, which is whole lines.</summary>
    /// <param name="text">The text, and <see cref="Beyond"/>.</param>
    /// <param name="length">How long the text is.</param>
    public void Extend(ReadOnlySpan<char> text, int length)
    {
        if (_end == length)
            return;
        var (mask, last) = (WordMask.Of(text[_end..]), 0u);
        for (var at = _end; at < length; at += WordMask.Width)
        {
            var next = WordMask.Of(text[(at + WordMask.Width)..]);
            var both = mask | (next << WordMask.Width);
            var begins = mask & ~((mask << 1) | last);
            (last, mask) = (mask >> (WordMask.Width - 1), next);
            for (; begins != 0; begins &= begins - 1)
            {
                var begin = BitOperations.TrailingZeroCount(begins);
                if (at + begin < length)
                    Add(at + begin, FirstWord.KeyOf(text[(at + begin)..], BitOperations.TrailingZeroCount(~(both >> begin))));
            }
        }

        _end = length;
    }

    /// <summary>Whether words stand in the text, from the beginning of a word.</summary>
    /// <param name="text">The text.</param>
    /// <param name="words">The words.</param>
    /// <param name="first">The first of them, which has to be there as a whole.</param>
    /// <param name="comparison">Whether capitals count.</param>
    public bool Finds(ReadOnlySpan<char> text, ReadOnlySpan<char> words, FirstWord first, StringComparison comparison)
    {
        for (var next = _last[BucketOf(first.Key)]; next > 0; next = _words[next - 1].Before)
        {
            var (at, _, key) = _words[next - 1];
            if (key == first.Key && text.Length - at >= words.Length && text.Slice(at, words.Length).Equals(words, comparison)
                && !FirstWord.IsOfWord(text[at + first.Length]))
            {
                return true;
            }
        }

        return false;
    }

    private void Add(int at, uint key)
    {
        if (_count == _words.Length)
            Array.Resize(ref _words, _count * 2);
        ref var last = ref _last[BucketOf(key)];
        _words[_count++] = new Word(at, last, key);
        last = _count;
    }

    private static uint BucketOf(uint key) => (key * 0x9E3779B1u) >> (32 - BucketBits);

    private readonly record struct Word(int At, int Before, uint Key);
}
