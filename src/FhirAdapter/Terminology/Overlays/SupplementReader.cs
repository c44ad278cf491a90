namespace FhirAdapter.Terminology.Overlays;

/// <summary>
/// Reads a CodeSystem supplement of the operator: what own codes are called instead, in another language for example. Codes cannot be added:
/// the record contract is made of them.
/// </summary>
internal static class SupplementReader
{
    private const int MostCharacters = 200;

    public static void Read(OverlayNode resource, CodeSystems own, Overlay overlay)
    {
        if (resource.Required("content", "supplement") is { } content && content != "supplement")
        {
            resource.Error("content", $"is {content}; only a supplement of an own code system is taken, which says what its codes are called");
            return;
        }

        var system = OwnSystems.Find(own, resource, "supplements");
        foreach (var concept in resource.Each("concept"))
            ReadConcept(concept, system, overlay);
    }

    private static void ReadConcept(OverlayNode concept, CodeSystem? system, Overlay overlay)
    {
        var code = concept.Required("code", "a code of the supplemented code system");
        var display = concept.Required("display", "what the code is to be called");
        if (display?.Length > MostCharacters)
            concept.Error("display", $"has more than {MostCharacters} characters; shorten it");
        if (code is null || system is null)
            return;
        if (!system.Contains(code))
            concept.Error("code", $"{code} is not a code of {system.Url}; a supplement cannot add codes");
        else if (display is not null && overlay.Add(system.Url, code, display, concept.File) is { } file)
            concept.Error("code", $"{code} is named twice, before in {file}; keep one");
    }
}
