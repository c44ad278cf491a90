using System.Text.Json;
using Hl7.Fhir.Introspection;
using Hl7.Fhir.Model;
using Hl7.Fhir.Serialization;

namespace FhirAdapter.Destinations.FhirServers.Bundles;

/// <summary>Writes a resource as FHIR JSON.</summary>
internal static class ResourceJson
{
    private static readonly BaseFhirJsonSerializer Serializer = new(ModelInfo.ModelInspector);

    public static void Write(Utf8JsonWriter writer, Resource resource) => Serializer.Serialize(resource, writer);
}
