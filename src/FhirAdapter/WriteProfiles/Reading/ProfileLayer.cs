using System.Text.Json.Nodes;

namespace FhirAdapter.WriteProfiles.Reading;

/// <summary>One of the texts that a profile is made of, the base first.</summary>
/// <param name="Name">The file, or the setting.</param>
/// <param name="Json">What it says.</param>
internal sealed record ProfileLayer(string Name, JsonObject Json)
{
    /// <summary>Whether it says anything of a place.</summary>
    public bool Says(IEnumerable<string> path)
    {
        JsonNode? at = Json;
        foreach (var step in path)
        {
            if (at is JsonObject inner && inner.TryGetPropertyValue(step, out var next))
                at = next;
            else if (at is JsonArray list && int.TryParse(step, out var i) && i < list.Count)
                at = list[i];
            else
                return false;
        }

        return true;
    }
}
