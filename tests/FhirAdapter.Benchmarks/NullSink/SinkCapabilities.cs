using System.Text;

namespace FhirAdapter.Benchmarks.NullSink;

/// <summary>The CapabilityStatement (FHIR R4) of the sink: what it answers, which is not what it keeps.</summary>
internal static class SinkCapabilities
{
    private static readonly string[] Types =
        ["Patient", "Practitioner", "Encounter", "Location", "Condition", "AllergyIntolerance", "Procedure", "Observation", "Device"];

    public static ReadOnlyMemory<byte> Json { get; } = Encoding.UTF8.GetBytes(
        $$"""
        {"resourceType":"CapabilityStatement","status":"active","date":"2026-01-01","kind":"instance","fhirVersion":"4.0.1",
        "format":["json"],"software":{"name":"null sink"},"implementation":{"description":"Answers every write and keeps nothing"},
        "rest":[{"mode":"server","interaction":[{"code":"transaction"},{"code":"batch"}],
        "resource":[{{string.Join(",\n", Types.Select(Resource))}}]}]}
        """);

    private static string Resource(string type) =>
        $$"""
        {"type":"{{type}}","interaction":[{"code":"create"},{"code":"update"}{{(SinkSearch.Finds(type) ? ",{\"code\":\"search-type\"}" : "")}}],
        "versioning":"versioned-update","updateCreate":false,"conditionalCreate":true,"conditionalUpdate":true,
        "searchParam":[{"name":"identifier","type":"token"}]}
        """;
}
