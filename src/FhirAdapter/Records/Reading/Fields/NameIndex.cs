using System.Buffers.Binary;
using System.Text.Json;

namespace FhirAdapter.Records.Reading.Fields;

/// <summary>Finds the field that a JSON name means, without making a string of it.</summary>
internal sealed class NameIndex(IReadOnlyList<Field> fields)
{
    private readonly byte[][] _names = [.. fields.Select(f => f.Utf8Name)];
    private readonly ulong[] _keys = [.. fields.Select(f => KeyOf(f.Utf8Name))];

    /// <summary>The place of the field whose name the reader stands on, or -1.</summary>
    /// <param name="reader">It stands on a property name.</param>
    /// <param name="next">The place to try first: records are mostly written in one order.</param>
    public int Find(ref Utf8JsonReader reader, int next)
    {
        if (reader.ValueIsEscaped)
            return FindEscaped(ref reader);
        var name = reader.ValueSpan;
        var key = KeyOf(name);
        var found = Find(name, key, next, _keys.Length);
        return found >= 0 ? found : Find(name, key, 0, next);
    }

    // The length and the first seven bytes tell nearly all names of one type apart.
    private static ulong KeyOf(ReadOnlySpan<byte> name)
    {
        if (name.Length >= sizeof(ulong))
            return (BinaryPrimitives.ReadUInt64LittleEndian(name) << 8) | (byte)name.Length;
        var key = 0UL;
        for (var i = name.Length - 1; i >= 0; i--)
            key = (key << 8) | name[i];
        return (key << 8) | (byte)name.Length;
    }

    private int Find(ReadOnlySpan<byte> name, ulong key, int begin, int end)
    {
        while (begin < end)
        {
            var at = _keys.AsSpan(begin, end - begin).IndexOf(key);
            if (at < 0)
                return -1;
            begin += at;
            if (name.SequenceEqual(_names[begin]))
                return begin;
            begin++;
        }

        return -1;
    }

    private int FindEscaped(ref Utf8JsonReader reader)
    {
        for (var i = 0; i < _names.Length; i++)
        {
            if (reader.ValueTextEquals(_names[i]))
                return i;
        }

        return -1;
    }
}
