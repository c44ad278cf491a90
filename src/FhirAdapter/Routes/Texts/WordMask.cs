using System.Runtime.InteropServices;
using System.Runtime.Intrinsics;

namespace FhirAdapter.Routes.Texts;

/// <summary>Which of the next characters of a text are letters or digits, one bit each, the first in the lowest.</summary>
internal static class WordMask
{
    /// <summary>How many characters are looked at.</summary>
    public const int Width = 16;

    /// <param name="text">The text; at least <see cref="Width"/> characters.</param>
    public static uint Of(ReadOnlySpan<char> text)
    {
        var units = MemoryMarshal.Cast<char, ushort>(text);
        var bytes = Vector128.NarrowWithSaturation(Vector128.Create(units[..8]), Vector128.Create(units[8..Width]));
        if (bytes.ExtractMostSignificantBits() != 0)
            return OneByOne(text);
        var letters = Vector128.LessThanOrEqual((bytes | Vector128.Create((byte)0x20)) - Vector128.Create((byte)'a'), Vector128.Create((byte)('z' - 'a')));
        var digits = Vector128.LessThanOrEqual(bytes - Vector128.Create((byte)'0'), Vector128.Create((byte)9));
        return (letters | digits).ExtractMostSignificantBits();
    }

    // Few texts have more than ASCII in many places.
    private static uint OneByOne(ReadOnlySpan<char> text)
    {
        var mask = 0u;
        for (var i = 0; i < Width; i++)
            mask |= FirstWord.IsOfWord(text[i]) ? 1u << i : 0;
        return mask;
    }
}
