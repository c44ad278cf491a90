using System.Text.Encodings.Web;
using System.Text.Json;
using Hl7.Fhir.Model;
using Hl7.Fhir.Serialization;

namespace FhirAdapter.Destinations.Files;

/// <summary>One resource as a line of NDJSON.</summary>
/// <param name="Type">Its resource type.</param>
/// <param name="Utf8">Its JSON without the line end.</param>
internal readonly record struct ResourceLine(string Type, ReadOnlyMemory<byte> Utf8)
{
    private static readonly JsonSerializerOptions Json =
        new JsonSerializerOptions { Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping }.ForFhir(ModelInfo.ModelInspector);

    /// <summary>Writes a resource, or gives nothing where it cannot be JSON.</summary>
    public static ResourceLine? Of(Resource resource)
    {
        try
        {
            return new ResourceLine(resource.TypeName, JsonSerializer.SerializeToUtf8Bytes(resource, Json));
        }
        catch (Exception failure) when (failure is JsonException or FormatException or NotSupportedException or InvalidOperationException or ArgumentException)
        {
            // The exceptions of the FHIR SDK quote values: they end here.
            return null;
        }
    }

    /// <summary>Prints nothing of the content.</summary>
    public override string ToString() => "[redacted]";
}
