using System.Buffers.Binary;
using System.IO.Hashing;
using System.Text;
using SQLitePCL;

namespace FhirAdapter.Outbox.Sqlite;

/// <summary>Tells a row that was written from one that the disk has changed since: XXH3 (64 bits) of the fields that decide what is sent, in order.</summary>
/// <remarks>The engine checks how pages hang together, not what stands in them. In SQL it is <c>checksum(...)</c>. Not for several threads at once.</remarks>
internal sealed class Checksum
{
    /// <summary>The fields of a row of <c>record</c>.</summary>
    public const string OfRecord = "checksum(id, kind, version, content_version, lane_id, rank, deleted, content_hash, depends_on, payload)";

    /// <summary>The fields of a row of <c>delivery</c>: whose it is, where it goes, and what was noted of what is there.</summary>
    public const string OfDelivery = "checksum(record_id, destination_id, remote)";

    /// <summary>The fields of a row of <c>earlier</c>.</summary>
    public const string OfEarlier = "checksum(record_id, version, payload, deleted)";

    private const int Short = 256;

    private readonly XxHash3 _hash = new();

    /// <summary>Makes the function known to a connection.</summary>
    public static void Register(sqlite3 database)
    {
        var checksum = new Checksum();
        _ = raw.sqlite3_create_function(database, "checksum", -1, raw.SQLITE_DETERMINISTIC, null, (context, _, values) =>
        {
            foreach (var value in values)
            {
                if (raw.sqlite3_value_type(value) == raw.SQLITE_INTEGER)
                    checksum.Add(raw.sqlite3_value_int64(value));
                else
                    checksum.Add(raw.sqlite3_value_blob(value));
            }

            raw.sqlite3_result_int64(context, checksum.Take());
        });
    }

    public Checksum Add(long value)
    {
        Span<byte> bytes = stackalloc byte[sizeof(long)];
        BinaryPrimitives.WriteInt64LittleEndian(bytes, value);
        _hash.Append(bytes);
        return this;
    }

    /// <summary>A blob or a text in UTF-8; nothing is the same as an empty one.</summary>
    public Checksum Add(ReadOnlySpan<byte> value)
    {
        Add(value.Length);
        _hash.Append(value);
        return this;
    }

    public Checksum Add(string? value)
    {
        if (value is { Length: > Short })
            return Add(Encoding.UTF8.GetBytes(value));
        Span<byte> utf8 = stackalloc byte[Short * 3];
        return Add(utf8[..Encoding.UTF8.GetBytes(value ?? "", utf8)]);
    }

    /// <summary>The sum of what was added, and a new beginning.</summary>
    public long Take()
    {
        var sum = (long)_hash.GetCurrentHashAsUInt64();
        _hash.Reset();
        return sum;
    }
}
