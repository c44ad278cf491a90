using System.Text.Json;

namespace FhirAdapter.Tests.Profiles.Checks;

/// <summary>Every reference says of which type and which resource it is, or at least who is meant.</summary>
internal static class References
{
    public static IEnumerable<string> Faults(JsonElement resource)
    {
        foreach (var (path, value) in JsonTree.Objects(resource).Where(o => IsReference(o.Value)))
        {
            var type = Text(value, "type");
            if (value.TryGetProperty("identifier", out var identifier))
            {
                if (Text(identifier, "system") is null || Text(identifier, "value") is null)
                    yield return $"{path}: an identifier without system or value";
                if (type is null)
                    yield return $"{path}: by identifier, and not said of which type";
            }
            else if (Text(value, "reference") is null && Text(value, "display") is null)
            {
                yield return $"{path}: refers to nothing";
            }

            if (Text(value, "reference") is { } literal && type is not null && literal.Contains('/', StringComparison.Ordinal) && !literal.StartsWith(type + "/", StringComparison.Ordinal))
                yield return $"{path}: {literal} is no {type}";
        }
    }

    // A Reference has one of these and, unlike an Identifier with an assigner, no value.
    private static bool IsReference(JsonElement value) =>
        !value.TryGetProperty("resourceType", out _)
        && (value.TryGetProperty("reference", out _) || (value.TryGetProperty("identifier", out var identifier) && identifier.ValueKind == JsonValueKind.Object));

    private static string? Text(JsonElement json, string name) => json.TryGetProperty(name, out var value) && value.ValueKind == JsonValueKind.String ? value.GetString() : null;
}
