using System.Buffers;
using System.Security.Cryptography;
using System.Text.Encodings.Web;
using System.Text.Json;

namespace FhirAdapter.Records.Reading;

/// <summary>Writes records in one form, whatever form they came in: kind, contract, then the fields of the contract in its order, absent ones left out.</summary>
internal static class CanonicalJson
{
    private static readonly JsonWriterOptions Form = new()
    {
        Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping,
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
        return (buffer.WrittenSpan.ToArray(), HashWithout(buffer.WrittenSpan, begin, end));
    }

    private static byte[] HashWithout(ReadOnlySpan<byte> json, int begin, int end)
    {
        var length = json.Length - (end - begin);
        var rented = ArrayPool<byte>.Shared.Rent(length);
        json[..begin].CopyTo(rented);
        json[end..].CopyTo(rented.AsSpan(begin));
        var hash = SHA256.HashData(rented.AsSpan(0, length));
        ArrayPool<byte>.Shared.Return(rented, clearArray: true);
        return hash;
    }
}
