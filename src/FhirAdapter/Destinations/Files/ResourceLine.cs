using System.Text.Json;
using FhirAdapter.Records.Mapping;
using Hl7.Fhir.Model;

namespace FhirAdapter.Destinations.Files;

/// <summary>One resource as a line of NDJSON.</summary>
/// <param name="Type">Its resource type.</param>
/// <param name="Utf8">Its JSON without the line end.</param>
internal readonly record struct ResourceLine(string Type, ReadOnlyMemory<byte> Utf8)
{
    /// <summary>Writes a resource, or gives nothing where it cannot be JSON.</summary>
    public static ResourceLine? Of(Resource resource)
    {
        try
        {
            return new ResourceLine(resource.TypeName, ResourceJson.ToUtf8(resource));
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
