using System.Buffers;
using System.Text.Encodings.Web;
using System.Text.Json;
using FhirAdapter.Records.Mapping.Json;
using Hl7.Fhir.Model;
using Hl7.Fhir.Serialization;

namespace FhirAdapter.Records.Mapping;

/// <summary>Writes a resource as FHIR JSON, <c>resourceType</c> first.</summary>
internal static class ResourceJson
{
    private static readonly BaseFhirJsonSerializer Sdk = new(SdkModel.R4);

    /// <summary>Writes a resource where the writer stands.</summary>
    public static void Write(Utf8JsonWriter writer, Resource resource)
    {
        var options = writer.Options;
        if (!options.Indented && QuickWriter.TryWrite(resource, options.Encoder, out var utf8))
            writer.WriteRawValue(utf8, skipInputValidation: true);
        else
            Sdk.Serialize(resource, writer);
    }

    /// <summary>A resource as UTF-8 JSON on one line.</summary>
    public static byte[] ToUtf8(Resource resource)
    {
        if (QuickWriter.TryWrite(resource, JavaScriptEncoder.UnsafeRelaxedJsonEscaping, out var utf8))
            return utf8.ToArray();
        var buffer = new ArrayBufferWriter<byte>(2048);
        using (var writer = new Utf8JsonWriter(buffer, new JsonWriterOptions { Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping }))
            Sdk.Serialize(resource, writer);
        return buffer.WrittenSpan.ToArray();
    }
}
