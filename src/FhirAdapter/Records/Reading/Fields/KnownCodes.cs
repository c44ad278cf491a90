using System.Text;
using System.Text.Json;

namespace FhirAdapter.Records.Reading.Fields;

/// <summary>A list of codes that is looked up as UTF-8 or as text, each with its JSON.</summary>
internal sealed class KnownCodes
{
    // One list is looked up for nearly every field of every record, so places are told by a few characters instead of a hash of all.
    private readonly Entry?[] _table;

    public KnownCodes(IReadOnlyList<string> codes)
    {
        _table = new Entry?[(int)System.Numerics.BitOperations.RoundUpToPowerOf2((uint)(codes.Count * 4) + 1)];
        foreach (var code in codes)
        {
            var at = PlaceOf(code.Length, code[0], code[code.Length / 2], code[^1]);
            while (_table[at] is not null)
                at = Next(at);
            _table[at] = new Entry(code, Encoding.UTF8.GetBytes(code), JsonEncodedText.Encode(code, CanonicalJson.Escaping));
        }
    }

    /// <summary>The list's own string of a code, so that a million records do not hold a million copies.</summary>
    public string? Find(ReadOnlySpan<byte> code)
    {
        if (code.IsEmpty)
            return null;
        for (var at = PlaceOf(code.Length, code[0], code[code.Length / 2], code[^1]); _table[at] is { } entry; at = Next(at))
        {
            if (code.SequenceEqual(entry.Utf8))
                return entry.Code;
        }

        return null;
    }

    /// <summary>Finds the JSON of a code.</summary>
    public bool TryFind(string code, out JsonEncodedText json)
    {
        json = default;
        if (code.Length == 0)
            return false;
        for (var at = PlaceOf(code.Length, code[0], code[code.Length / 2], code[^1]); _table[at] is { } entry; at = Next(at))
        {
            if (code != entry.Code)
                continue;
            json = entry.Json;
            return true;
        }

        return false;
    }

    private int PlaceOf(int length, int first, int middle, int last) => (length + (first * 31) + (middle * 131) + (last * 521)) & (_table.Length - 1);

    private int Next(int at) => (at + 1) & (_table.Length - 1);

    private sealed record Entry(string Code, byte[] Utf8, JsonEncodedText Json);
}
