using System.Buffers;
using System.Runtime.InteropServices;
using System.Security.Cryptography;
using System.Text.Encodings.Web;
using System.Text.Json;

namespace FhirAdapter.Records.Reading;

/// <summary>Writes records in one form, whatever form they came in: kind, contract, then the fields of the contract in its order, absent ones left out.</summary>
internal static class CanonicalJson
{
    /// <summary>What is escaped: only what JSON itself asks for.</summary>
    public static readonly JavaScriptEncoder Escaping = JavaScriptEncoder.UnsafeRelaxedJsonEscaping;

    private static readonly JsonWriterOptions Form = new()
    {
        Encoder = Escaping,
        SkipValidation = true,
    };

    [ThreadStatic]
    private static ArrayBufferWriter<byte>? _buffer;

    [ThreadStatic]
    private static Utf8JsonWriter? _writer;

    public static (byte[] Payload, byte[] ContentHash) Write(ClinicRecord record)
    {
        var buffer = _buffer ??= new ArrayBufferWriter<byte>(4096);
        var writer = _writer ??= new Utf8JsonWriter(buffer, Form);
        buffer.ResetWrittenCount();
        writer.Reset();
        var (begin, end) = RecordType.Of(record.Kind).Write(writer, record);
        writer.Flush();
        return (buffer.WrittenSpan.ToArray(), HashWithout(buffer.WrittenMemory, begin, end));
    }

    // What comes before is short, so that is moved up to what comes after; the buffer is written anew for the next record anyway.
    private static byte[] HashWithout(ReadOnlyMemory<byte> written, int begin, int end)
    {
        var json = MemoryMarshal.AsMemory(written).Span;
        json[..begin].CopyTo(json[(end - begin)..]);
        return SHA256.HashData(json[(end - begin)..]);
    }
}
