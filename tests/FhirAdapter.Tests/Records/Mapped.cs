using System.Text.Json;
using FhirAdapter.Records;
using FhirAdapter.Records.Mapping;
using Hl7.Fhir.Model;
using Hl7.Fhir.Serialization;

namespace FhirAdapter.Tests.Records;

/// <summary>Maps records for tests, and shows what came as JSON.</summary>
internal static class Mapped
{
    private static readonly FhirJsonSerializer Serializer = new();
    private static readonly FhirJsonDeserializer Deserializer = new(new DeserializerSettings().UsingMode(DeserializationMode.Strict));

    public static RecordMapping Mapping { get; } = new(new MappingContext("https://clinic.example/fhir/id"));

    public static MappingResult.Mapped Of(ClinicRecord record) => Assert.IsType<MappingResult.Mapped>(Mapping.Map(record));

    public static T MainOf<T>(ClinicRecord record)
        where T : Resource => Assert.IsType<T>(Of(record).Resources.Single(r => r.Role == ResourceRole.Main).Resource);

    public static string Json(Resource resource) => Serializer.SerializeToString(resource);

    /// <summary>Reads what was written as strictly as the SDK can, its attribute validation included.</summary>
    public static Resource ReadStrictly(string json) => Deserializer.DeserializeResource(json);

    /// <summary>All resources with their roles, and the losses; long URL prefixes stand as <c>own:</c>, <c>ext:</c>, <c>hl7:</c> and <c>clinic:</c>.</summary>
    public static string Show(MappingResult.Mapped mapped) => CompactJson.Write(new
    {
        resources = mapped.Resources.Select(r => new { role = r.Role.ToString(), resource = JsonDocument.Parse(Shorten(Json(r.Resource))).RootElement }),
        losses = mapped.Losses.Select(l => $"{l.Path}: {l.Code}"),
    });

    private static string Shorten(string json) => json
        .Replace("https://fhir-adapter.example/CodeSystem/", "own:", StringComparison.Ordinal)
        .Replace("https://fhir-adapter.example/StructureDefinition/", "ext:", StringComparison.Ordinal)
        .Replace("http://terminology.hl7.org/CodeSystem/", "hl7:", StringComparison.Ordinal)
        .Replace("https://clinic.example/fhir/id/", "clinic:", StringComparison.Ordinal);
}
