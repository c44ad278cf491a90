using System.Text.Json;
using FhirAdapter.Records.Mapping;

namespace FhirAdapter.Tests.Profiles.Checks;

/// <summary>Every extension is one that is defined, stands where its definition lets it, once at each place, and holds what it says.</summary>
internal static class ExtensionPlaces
{
    private static readonly Dictionary<string, string> FromR4 = new(StringComparer.Ordinal)
    {
        [Extensions.ProcedureMethod] = "Procedure",
        [Extensions.DueTo] = "Condition",
        [Extensions.SequelTo] = "Observation",
    };

    public static IEnumerable<string> Faults(JsonElement resource) =>
        from place in JsonTree.Objects(resource)
        where place.Value.TryGetProperty("extension", out _) && !place.Value.TryGetProperty("url", out _)
        from fault in At(place.Path, place.Value)
        select fault;

    private static IEnumerable<string> At(string path, JsonElement place)
    {
        var extensions = place.GetProperty("extension");
        foreach (var same in extensions.EnumerateArray().GroupBy(e => e.GetProperty("url").GetString()!))
        {
            if (same.Count() > 1 && same.Key is not (Extensions.ProcedureMethod or Extensions.StoppedBy))
                yield return $"{path}: {same.Key} {same.Count()} times";
            if (FromR4.TryGetValue(same.Key, out var only))
            {
                if (only != path)
                    yield return $"{path}: {same.Key} belongs on {only}";
                continue;
            }

            if (!CompiledProfiles.Definitions.TryGetValue(same.Key, out var definition))
            {
                yield return $"{path}: the extension {same.Key} is not defined";
                continue;
            }

            if (!definition.Contexts.Any(context => IsAt(context, path, place)))
                yield return $"{path}: {same.Key} belongs on {string.Join(" or ", definition.Contexts)}";
            foreach (var fault in same.SelectMany(e => ProfileShape.Faults(e, definition).Concat(UnknownParts(e, definition))))
                yield return $"{path}: {same.Key}: {fault}";
        }
    }

    private static IEnumerable<string> UnknownParts(JsonElement extension, ProfileElement definition) =>
        from part in extension.TryGetProperty("extension", out var parts) ? parts.EnumerateArray().ToList() : []
        let url = part.GetProperty("url").GetString()
        where definition.Child("extension")?.Slices.Any(s => s.Slice == url) != true
        select $"has no part {url}";

    // A context is the path of an element, or that of a data type's, which stands under many names.
    private static bool IsAt(string context, string path, JsonElement place) => context switch
    {
        "CodeableConcept" => place.EnumerateObject().All(p => p.Name is "coding" or "text" or "extension"),
        "Period.start" => path.EndsWith("Period._start", StringComparison.Ordinal),
        "Period.end" => path.EndsWith("Period._end", StringComparison.Ordinal),
        _ => context == path,
    };
}
