using System.Text.Json;

namespace FhirAdapter.Tests.Profiles.Checks;

/// <summary>Whether a value has all that a pattern has (FHIR R4 ElementDefinition.pattern[x]).</summary>
internal static class Patterns
{
    public static bool Fits(JsonElement value, JsonElement pattern) => pattern.ValueKind switch
    {
        JsonValueKind.Object => value.ValueKind == JsonValueKind.Object
            && pattern.EnumerateObject().All(p => value.TryGetProperty(p.Name, out var of) && Fits(of, p.Value)),
        JsonValueKind.Array => value.ValueKind == JsonValueKind.Array
            && pattern.EnumerateArray().All(p => value.EnumerateArray().Any(v => Fits(v, p))),
        _ => JsonElement.DeepEquals(value, pattern),
    };
}
