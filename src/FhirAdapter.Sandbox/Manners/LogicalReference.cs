using System.Globalization;
using System.Text.Json.Nodes;

namespace FhirAdapter.Sandbox.Manners;

/// <summary>A reference that names its target by identifier alone.</summary>
internal static class LogicalReference
{
    /// <summary>Where the first one stands below a resource; <see langword="null"/> where there is none.</summary>
    public static string? FindIn(JsonObject resource) => resource
        .Where(element => element.Key != "identifier")
        .Select(element => Find(element.Value, element.Key))
        .FirstOrDefault(found => found is not null);

    private static string? Find(JsonNode? node, string path)
    {
        switch (node)
        {
            // Within a resource that is contained, its own identifier stands beside its type.
            case JsonObject inner when inner["identifier"] is JsonObject && !inner.ContainsKey("reference") && !inner.ContainsKey("resourceType"):
                return path;
            case JsonObject inner:
                return inner.Select(element => Find(element.Value, $"{path}.{element.Key}")).FirstOrDefault(found => found is not null);
            case JsonArray list:
                return list.Select((item, i) => Find(item, string.Create(CultureInfo.InvariantCulture, $"{path}[{i}]"))).FirstOrDefault(found => found is not null);
            default:
                return null;
        }
    }
}
