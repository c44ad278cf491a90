using System.Buffers;
using System.Text.Encodings.Web;
using System.Text.Json;

namespace FhirAdapter.Sandbox.Rest;

/// <summary>UTF-8 JSON written in one go. Umlauts stay readable: the bytes are only ever served as JSON or HTML-encoded afterwards.</summary>
internal static class JsonBytes
{
    private static readonly JsonWriterOptions Compact = new() { Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping, SkipValidation = true };

    public static byte[] Of(Action<Utf8JsonWriter> write)
    {
        var buffer = new ArrayBufferWriter<byte>(1024);
        using var writer = new Utf8JsonWriter(buffer, Compact);
        write(writer);
        writer.Flush();
        return buffer.WrittenSpan.ToArray();
    }
}
