using System.Text.Json;
using System.Text.Json.Nodes;
using FhirAdapter.Sandbox.Store;

namespace FhirAdapter.Sandbox.Manners;

/// <summary>Whether a patient has a resource with the very same content. Pure.</summary>
internal static class Duplicates
{
    private static readonly string[] Subjects = ["subject", "patient"];

    public static bool Any(JsonObject resource, IStoreView view)
    {
        var type = resource["resourceType"]!.GetValue<string>();
        var candidates = Subjects
            .Where(name => resource[name] is JsonObject reference && reference["reference"] is not null)
            .SelectMany(name => view.Found(IndexKey.Reference(type, name, resource[name]!["reference"]!.GetValue<string>())))
            .Distinct()
            .ToList();
        if (candidates.Count == 0) return false;
        var sent = Content(resource);
        return candidates.Any(slot => JsonNode.DeepEquals(sent, Content(JsonNode.Parse(view.Newest(new ResourceKey(type, slot.Id))!.Json)!.AsObject())));
    }

    private static JsonObject Content(JsonObject resource)
    {
        var content = resource.DeepClone().AsObject();
        content.Remove("id");
        content.Remove("meta");
        return content;
    }
}
