using FhirAdapter.Failures;
using System.Text.Json;
using System.Text.Json.Nodes;

namespace FhirAdapter.WriteProfiles.Reading;

/// <summary>Finds the texts that a profile is made of: the operator's folder first, then what is shipped.</summary>
internal sealed class ProfileFiles(string? folder, ProfileFaults faults)
{
    private const int MostLayers = 5;
    private const long MostBytes = 1024 * 1024;

    private static readonly JsonDocumentOptions Strict = new() { AllowDuplicateProperties = false, MaxDepth = 32 };

    /// <summary>The texts of a profile, the base first; none where one of them is missing or cannot be read.</summary>
    public IReadOnlyList<ProfileLayer> Layers(string name)
    {
        List<ProfileLayer> layers = [];
        // A file of the operator's may build on the shipped one of the same name.
        for (var (next, mayBeOwn) = ((string?)name, true); next is not null;)
        {
            if (layers.Count == MostLayers)
            {
                faults.Add($"{layers[0].Name}#/basedOn", $"leads through more than {MostLayers} profiles; let it name the last one");
                return [];
            }

            if (Find(next, mayBeOwn) is not { } layer)
                return [];
            layers.Insert(0, layer);
            var below = layer.Json["basedOn"] is JsonValue value && value.TryGetValue<string>(out var text) ? text : null;
            (next, mayBeOwn) = (below, below != next);
        }

        return layers;
    }

    private ProfileLayer? Find(string name, bool mayBeOwn)
    {
        var path = folder is null || !mayBeOwn ? null : Path.Combine(folder, name + ".json");
        if (path is not null && File.Exists(path))
            return Read(path);
        if (ShippedProfiles.Find(name) is { } shipped)
            return shipped;
        faults.Add("", $"names no write profile: {name}. {Suggestion.For(name, ShippedProfiles.Names)}"
            + (path is null ? "" : $" There is no file {name}.json in {folder} either."));
        return null;
    }

    private ProfileLayer? Read(string path)
    {
        var name = Path.GetFileName(path);
        try
        {
            if (new FileInfo(path).Length > MostBytes)
            {
                faults.Add(name, "is larger than 1 MiB, which no write profile is");
                return null;
            }

            using var stream = File.OpenRead(path);
            if (JsonNode.Parse(stream, documentOptions: Strict) is JsonObject json)
                return new ProfileLayer(name, json);
            faults.Add(name, "must be a JSON object");
        }
        catch (JsonException exception)
        {
            faults.Add(name, exception.LineNumber is { } line
                ? $"is not valid JSON at line {line + 1}; each name may stand once in an object"
                : "is not valid JSON; each name may stand once in an object");
        }
        catch (Exception exception) when (exception is IOException or UnauthorizedAccessException)
        {
            faults.Add(name, "cannot be read; look at its permissions");
        }

        return null;
    }
}
