using System.Text.Json;
using FhirAdapter.Sandbox.Store;

namespace FhirAdapter.Sandbox.Search;

/// <summary>A test of elements, which are read from the JSON of each resource.</summary>
internal sealed record ElementClause(string[][] Elements, Func<JsonElement, bool> Test) : Clause
{
    public override bool Matches(ResourceVersion version)
    {
        // Within a transaction what is not complete yet has no content.
        if (version.Json.Length == 0) return false;
        using var document = JsonDocument.Parse(version.Json);
        return Elements.Any(path => Any(document.RootElement, path));
    }

    private bool Any(JsonElement at, ReadOnlySpan<string> path)
    {
        if (at.ValueKind == JsonValueKind.Array)
        {
            foreach (var item in at.EnumerateArray())
            {
                if (Any(item, path)) return true;
            }

            return false;
        }

        if (path.IsEmpty) return Test(at);
        return at.ValueKind == JsonValueKind.Object && at.TryGetProperty(path[0], out var below) && Any(below, path[1..]);
    }
}
