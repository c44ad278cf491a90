namespace FhirAdapter.Terminology.Overlays;

/// <summary>Reads a ConceptMap of the operator. Nothing of it is guessed or passed over: what cannot be used is an error.</summary>
internal static class MapReader
{
    public static void Read(OverlayNode map, CodeSystems own, Overlay overlay)
    {
        var groups = map.Each("group").ToList();
        if (groups.Count == 0)
            map.Error("group", "is missing or empty; give one group for each pair of code systems");
        foreach (var group in groups)
            ReadGroup(group, own, overlay);
    }

    private static void ReadGroup(OverlayNode group, CodeSystems own, Overlay overlay)
    {
        var source = OwnSystems.Find(own, group, "source");
        var target = group.Required("target", "the URI of the code system that is mapped to, such as http://snomed.info/sct");
        if (group.Json.TryGetProperty("unmapped", out _))
            group.Error("unmapped", "is not used: a code without a target goes out as own code and text; take it away");
        if (target is not null && TargetSystem.Find(target) is null)
        {
            group.Warn("target", target.StartsWith(CodeSystems.BaseUrl, StringComparison.Ordinal)
                ? $"{target} is one of the adapter's own; its codes go out unchecked"
                : $"{target} is not known here, so its codes go out unchecked; known are {string.Join(", ", TargetSystem.All.Select(s => s.Url))}");
        }

        foreach (var element in group.Each("element"))
        {
            if (ReadElement(element, source, target) is { } read && overlay.Add(read) is { } file)
                element.Error("code", $"{read.Code} to {read.Target} is mapped twice, before in {file}; keep one");
        }
    }

    private static OverlayElement? ReadElement(OverlayNode element, CodeSystem? source, string? target)
    {
        var code = element.Required("code", "a code of the source");
        if (code is not null && source is not null && !source.Contains(code))
        {
            element.Error("code", $"{code} is not a code of {source.Url}; see profiles/terminology for its codes");
            code = null;
        }

        var targets = element.Each("target").ToList();
        if (targets.Count == 0 && !element.Json.TryGetProperty("target", out _))
            element.Error("target", "is missing; give targets, or an empty list to take the shipped ones away");
        var translations = targets.Select(t => TargetReader.Read(t, code, target)).ToList();
        if (Overlap(translations))
            element.Error("target", "counts the same number of muscles twice, so that two codes that exclude each other would be sent; part the ranges");
        return code is null || source is null || target is null
            ? null
            : new OverlayElement(source.Url, code, target, [.. translations.OfType<Translation>()], element.File);
    }

    // Ways of counting are not mixed: one session may then have two numbers of muscles.
    private static bool Overlap(List<Translation?> translations)
    {
        var counts = translations.Select(t => t?.Muscles).OfType<MuscleCount>().ToList();
        return counts.Select(c => c.SidesApart).Distinct().Count() > 1
            || counts.Where((c, i) => counts.Skip(i + 1).Any(other => c.Holds(other.Least) || other.Holds(c.Least))).Any();
    }
}
