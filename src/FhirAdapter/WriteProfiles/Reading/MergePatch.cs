using System.Text.Json.Nodes;

namespace FhirAdapter.WriteProfiles.Reading;

/// <summary>RFC 7396, JSON Merge Patch: objects are merged, <c>null</c> takes away, all else stands in the place of what was there.</summary>
internal static class MergePatch
{
    public static JsonObject Apply(JsonObject target, JsonObject patch)
    {
        var merged = (JsonObject)target.DeepClone();
        foreach (var (name, value) in patch)
        {
            merged[name] = value switch
            {
                JsonObject inner => Apply(merged[name] as JsonObject ?? [], inner),
                _ => value?.DeepClone(),
            };
            if (value is null)
                merged.Remove(name);
        }

        return merged;
    }
}
