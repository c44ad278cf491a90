using System.Buffers;
using System.Text.Encodings.Web;
using System.Text.Json;
using Hl7.Fhir.Introspection;
using Hl7.Fhir.Model;
using Hl7.Fhir.Serialization;

namespace FhirAdapter.Records.Mapping;

/// <summary>Writes a resource as FHIR JSON.</summary>
internal static class ResourceJson
{
    private static readonly BaseFhirJsonSerializer Serializer = new(ModelInfo.ModelInspector);

    /// <summary>Writes a resource where the writer stands.</summary>
    public static void Write(Utf8JsonWriter writer, Resource resource) => Serializer.Serialize(resource, writer);

    /// <summary>A resource as UTF-8 JSON on one line.</summary>
    public static byte[] ToUtf8(Resource resource)
    {
        var buffer = new ArrayBufferWriter<byte>(2048);
        using (var writer = new Utf8JsonWriter(buffer, new JsonWriterOptions { Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping }))
            Write(writer, resource);
        return buffer.WrittenSpan.ToArray();
    }
}
