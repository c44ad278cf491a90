using System.Text.Json;

namespace FhirAdapter.Tests.Profiles.Checks;

/// <summary>A coding as it stands in JSON.</summary>
internal sealed record Codings(string? System, string? Code, string? Display)
{
    /// <summary>The codings of a CodeableConcept, a Coding, a Quantity or a code.</summary>
    public static IEnumerable<Codings> Of(JsonElement value)
    {
        if (value.ValueKind == JsonValueKind.String)
            return [new(null, value.GetString(), null)];
        if (value.TryGetProperty("coding", out var codings))
            return codings.EnumerateArray().Select(One);
        return value.TryGetProperty("code", out _) ? [One(value)] : [];
    }

    private static Codings One(JsonElement coding) => new(Text(coding, "system"), Text(coding, "code"), Text(coding, "display"));

    private static string? Text(JsonElement json, string name) => json.TryGetProperty(name, out var value) ? value.GetString() : null;
}
