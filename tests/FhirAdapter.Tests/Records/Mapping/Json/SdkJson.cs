using System.Text;
using System.Text.Encodings.Web;
using System.Text.Json;
using FhirAdapter.Records.Mapping;
using FhirAdapter.Records.Mapping.Json;
using Hl7.Fhir.Model;
using Hl7.Fhir.Serialization;

namespace FhirAdapter.Tests.Records.Mapping.Json;

/// <summary>What the SDK's own serializer writes, and that ours is the same.</summary>
internal static class SdkJson
{
    private static readonly BaseFhirJsonSerializer Sdk = new(ModelInfo.ModelInspector);

    public static string Of(Resource resource, JavaScriptEncoder? encoder = null) => Written(encoder, json => Sdk.Serialize(resource, json));

    /// <summary>Compares under both escapings that are in use, the SDK last: it must not fill in what the quick writer reads.</summary>
    public static void AssertSame(Resource resource)
    {
        foreach (var encoder in new[] { null, JavaScriptEncoder.UnsafeRelaxedJsonEscaping })
        {
            var ours = Written(encoder, json => ResourceJson.Write(json, resource));
            Assert.Equal(Of(resource, encoder), ours);
        }

        Assert.Equal(Of(resource, JavaScriptEncoder.UnsafeRelaxedJsonEscaping), Encoding.UTF8.GetString(ResourceJson.ToUtf8(resource)));
    }

    public static bool IsQuick(Resource resource) => QuickWriter.TryWrite(resource, encoder: null, out _);

    private static string Written(JavaScriptEncoder? encoder, Action<Utf8JsonWriter> write)
    {
        using var output = new MemoryStream();
        using (var json = new Utf8JsonWriter(output, new JsonWriterOptions { Encoder = encoder }))
            write(json);
        return Encoding.UTF8.GetString(output.ToArray());
    }
}
