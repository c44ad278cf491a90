using System.Buffers;

namespace FhirAdapter.Records.Reading.Files;

/// <summary>Finds where a JSON object ends, by its brackets and quotes alone, over as many pieces as it comes in.</summary>
internal sealed class ObjectExtent
{
    private static readonly SearchValues<byte> OfStructure = SearchValues.Create("\"{}[]"u8);
    private static readonly SearchValues<byte> OfText = SearchValues.Create("\"\\"u8);

    private int _depth;
    private bool _inText;
    private bool _escaped;

    /// <summary>Looks through the next piece.</summary>
    /// <returns>How many bytes of the piece belong to the object, when it ends there; else -1.</returns>
    public int Find(ReadOnlySpan<byte> piece)
    {
        for (var at = 0; at < piece.Length; at++)
        {
            if (_escaped)
            {
                _escaped = false;
                continue;
            }

            var step = piece[at..].IndexOfAny(_inText ? OfText : OfStructure);
            if (step < 0)
                return -1;
            at += step;
            if (Take(piece[at]))
                return at + 1;
        }

        return -1;
    }

    // Whether this byte closes the object.
    private bool Take(byte mark)
    {
        switch (mark)
        {
            case (byte)'\\':
                _escaped = true;
                return false;
            case (byte)'"':
                _inText = !_inText;
                return false;
            case (byte)'{' or (byte)'[':
                _depth++;
                return false;
            default:
                return --_depth <= 0;
        }
    }
}
