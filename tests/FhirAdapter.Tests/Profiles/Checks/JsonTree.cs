using System.Text.Json;

namespace FhirAdapter.Tests.Profiles.Checks;

/// <summary>Walks through all objects of a resource.</summary>
internal static class JsonTree
{
    /// <summary>Each object with its path, such as <c>Procedure.bodySite</c>, in which lists have no numbers; the resource first.</summary>
    public static IEnumerable<(string Path, JsonElement Value)> Objects(JsonElement resource) =>
        Objects(resource.GetProperty("resourceType").GetString()!, resource);

    private static IEnumerable<(string Path, JsonElement Value)> Objects(string path, JsonElement value) => value.ValueKind switch
    {
        JsonValueKind.Object => value.EnumerateObject().SelectMany(p => Objects($"{path}.{p.Name}", p.Value)).Prepend((path, value)),
        JsonValueKind.Array => value.EnumerateArray().SelectMany(v => Objects(path, v)),
        _ => [],
    };
}
