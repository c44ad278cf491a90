using System.Text.Json;

namespace FhirAdapter.Terminology.Overlays;

/// <summary>Reads the operator's folder: all of it, or nothing but what is wrong with it.</summary>
internal static class OverlayFolder
{
    private const int MostFiles = 200;
    private const long MostBytes = 16L * 1024 * 1024;

    private static readonly JsonDocumentOptions Strict = new() { AllowDuplicateProperties = false };

    /// <summary>Reads each <c>*.json</c> file that lies in the folder itself, in the order of their names.</summary>
    public static Overlay Read(string folder, CodeSystems own, OverlayFaults faults)
    {
        var overlay = new Overlay();
        foreach (var path in Files(folder, faults))
            ReadFile(path, own, overlay, faults);
        return overlay;
    }

    private static List<string> Files(string folder, OverlayFaults faults)
    {
        try
        {
            if (!Directory.Exists(folder))
            {
                faults.Error("", "", $"there is no folder {Path.GetFullPath(folder)}; create it or take the setting away");
                return [];
            }

            List<string> files = [.. Directory.EnumerateFiles(folder)
                .Where(f => Path.GetExtension(f).Equals(".json", StringComparison.OrdinalIgnoreCase) && !Path.GetFileName(f).StartsWith('.'))
                .Order(StringComparer.Ordinal)];
            if (files.Count == 0)
                faults.Warn("", "", "the folder holds no .json file");
            if (files.Count <= MostFiles)
                return files;
            faults.Error("", "", $"the folder holds {files.Count} files; {MostFiles} are read at most, put maps together");
        }
        catch (Exception exception) when (exception is IOException or UnauthorizedAccessException)
        {
            faults.Error("", "", "the folder cannot be read; look at its permissions");
        }

        return [];
    }

    private static void ReadFile(string path, CodeSystems own, Overlay overlay, OverlayFaults faults)
    {
        var name = Path.GetFileName(path);
        try
        {
            if (new FileInfo(path).Length > MostBytes)
            {
                faults.Error(name, "", $"is larger than {MostBytes / 1024 / 1024} MiB; divide it");
                return;
            }

            using var stream = File.OpenRead(path);
            using var document = JsonDocument.Parse(stream, Strict);
            if (document.RootElement.ValueKind == JsonValueKind.Object)
                ReadResource(new OverlayNode(name, "", document.RootElement, faults), own, overlay);
            else
                faults.Error(name, "", "must be one FHIR resource, a JSON object");
        }
        catch (JsonException exception)
        {
            faults.Error(name, "", exception.LineNumber is { } line
                ? $"is not valid JSON at line {line + 1}; each name may stand once in an object"
                : "is not valid JSON; each name may stand once in an object");
        }
        catch (Exception exception) when (exception is IOException or UnauthorizedAccessException)
        {
            faults.Error(name, "", "cannot be read; look at its permissions");
        }
    }

    private static void ReadResource(OverlayNode resource, CodeSystems own, Overlay overlay)
    {
        switch (resource.Required("resourceType", "ConceptMap or CodeSystem"))
        {
            case "ConceptMap":
                MapReader.Read(resource, own, overlay);
                break;
            case "CodeSystem":
                SupplementReader.Read(resource, own, overlay);
                break;
            case { } other:
                resource.Error("resourceType", $"is {other}; the folder takes ConceptMap and CodeSystem");
                break;
        }
    }
}
