using System.Text.Json;
using FhirAdapter.Terminology.Overlays;

namespace FhirAdapter.Terminology;

/// <summary>
/// What the codes of one own code system are called elsewhere (FHIR R4 <c>ConceptMap</c>), one group for each target system.
/// </summary>
internal sealed class ConceptMap
{
    /// <summary>The property by which a target says which unit it is right for.</summary>
    public const string UnitProperty = "https://fhir-adapter.example/property/unit";

    private readonly Dictionary<string, IReadOnlyList<Translation>> _translations;

    private ConceptMap(string source, Dictionary<string, IReadOnlyList<Translation>> translations)
    {
        Source = source;
        _translations = translations;
    }

    /// <summary>The URL of the own code system.</summary>
    public string Source { get; }

    /// <summary>All codes that have a translation.</summary>
    public IReadOnlyCollection<string> Codes => _translations.Keys;

    /// <summary>The translations of a code, in the order of the file; none where it has none.</summary>
    public IReadOnlyList<Translation> Translate(string code) => _translations.GetValueOrDefault(code) ?? [];

    /// <summary>This map with what an operator's files say of its codes.</summary>
    public ConceptMap With(IEnumerable<OverlayElement> elements)
    {
        var translations = new Dictionary<string, IReadOnlyList<Translation>>(_translations, StringComparer.Ordinal);
        foreach (var element in elements)
        {
            var before = translations.GetValueOrDefault(element.Code) ?? [];
            var rest = before.Where(t => t.System != element.Target).ToList();
            // What replaces stands where the replaced stood; what is new comes last.
            var at = before.TakeWhile(t => t.System != element.Target).Count();
            rest.InsertRange(Math.Min(at, rest.Count), element.Translations);
            translations[element.Code] = rest;
        }

        return new ConceptMap(Source, translations);
    }

    /// <summary>A map of a code system that has none.</summary>
    public static ConceptMap Empty(string source) => new(source, []);

    /// <summary>Reads a ConceptMap whose groups all have the same source.</summary>
    public static ConceptMap Read(JsonElement json)
    {
        var groups = json.GetProperty("group").EnumerateArray().ToList();
        return new ConceptMap(
            groups.Select(g => g.GetProperty("source").GetString()!).Distinct(StringComparer.Ordinal).Single(),
            groups.SelectMany(ReadGroup)
                .GroupBy(t => t.Own, t => t.Translation, StringComparer.Ordinal)
                .ToDictionary(g => g.Key, g => (IReadOnlyList<Translation>)[.. g], StringComparer.Ordinal));
    }

    private static IEnumerable<(string Own, Translation Translation)> ReadGroup(JsonElement json) =>
        from element in json.GetProperty("element").EnumerateArray()
        from target in element.GetProperty("target").EnumerateArray()
        select (element.GetProperty("code").GetString()!, new Translation(
            json.GetProperty("target").GetString()!,
            target.GetProperty("code").GetString()!,
            target.TryGetProperty("display", out var display) ? display.GetString() : null,
            target.GetProperty("equivalence").GetString()!,
            ReadUnit(target)));

    private static string? ReadUnit(JsonElement target) =>
        target.TryGetProperty("dependsOn", out var conditions)
            ? conditions.EnumerateArray().Single(c => c.GetProperty("property").GetString() == UnitProperty).GetProperty("value").GetString()
            : null;
}
