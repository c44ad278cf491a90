using System.Text.Json.Nodes;

namespace FhirAdapter.Proof.FaultServer.Fhir;

/// <summary>One resource in its newest version.</summary>
internal sealed class StoredResource(string type, string id)
{
    public string Type { get; } = type;

    public string Id { get; } = id;

    public int Version { get; set; }

    public JsonObject Json { get; set; } = [];

    public string Literal => $"{Type}/{Id}";

    public string ETag => $"W/\"{Version}\"";

    /// <summary>Its identifiers, <c>system|value</c>.</summary>
    public IEnumerable<string> Identifiers => IdentifiersOf(Json);

    public static IEnumerable<string> IdentifiersOf(JsonObject json) =>
        json["identifier"] is JsonArray identifiers
            ? identifiers.Select(each => $"{(string?)each?["system"]}|{(string?)each?["value"]}")
            : [];
}
