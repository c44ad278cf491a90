namespace FhirAdapter.Proof.FaultServer.Fhir;

/// <summary>The CapabilityStatement of a server, by its manners.</summary>
internal static class Metadata
{
    /// <summary>What it keeps.</summary>
    public static readonly string[] Types = ["Procedure", "Condition", "Observation", "AllergyIntolerance", "Device", "Patient", "Practitioner"];

    public static WireReply Of(ServerManners manners)
    {
        static string Flag(bool value) => value ? "true" : "false";
        var types = string.Join(',', Types.Select(type => $$"""
            {"type":"{{type}}","interaction":[{"code":"create"},{"code":"update"},{"code":"read"},{"code":"search-type"}],
            "conditionalCreate":{{Flag(manners.ConditionalCreate)}},"conditionalUpdate":{{Flag(manners.ConditionalUpdate)}},
            "versioning":"{{(manners.Versioned ? "versioned-update" : "no-version")}}","searchParam":[{"name":"identifier","type":"token"},{"name":"patient","type":"reference"}]}
            """));
        var system = string.Join(',', new[] { manners.Transaction ? "transaction" : null, manners.Batch ? "batch" : null }
            .Where(each => each is not null).Select(each => $$"""{"code":"{{each}}"}"""));
        return WireReply.Text(200, $$"""
            {"resourceType":"CapabilityStatement","fhirVersion":"4.0.1","software":{"name":"fault server"},
             "rest":[{"mode":"server","interaction":[{{system}}],"resource":[{{types}}]}]}
            """);
    }
}
