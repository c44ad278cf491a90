using System.Reflection;
using System.Text.Json;
using FhirAdapter.Terminology.Overlays;

namespace FhirAdapter.Terminology;

/// <summary>The concept maps of the own code systems, as they stand in <c>profiles/terminology</c>, embedded in the library.</summary>
internal sealed class ConceptMaps
{
    private readonly Dictionary<string, ConceptMap> _bySource;

    private ConceptMaps(Dictionary<string, ConceptMap> bySource) => _bySource = bySource;

    /// <summary>The concept maps that were built in.</summary>
    public static ConceptMaps Embedded { get; } = LoadEmbedded();

    /// <summary>What a code of the own code system of that name is called elsewhere; empty where it is called nothing.</summary>
    public IReadOnlyList<Translation> Translate(string codeSystemName, string code) =>
        _bySource.TryGetValue(CodeSystems.BaseUrl + codeSystemName, out var map) ? map.Translate(code) : [];

    /// <summary>These maps with one put in the place of that of the same source.</summary>
    public ConceptMaps With(ConceptMap map) =>
        new(new Dictionary<string, ConceptMap>(_bySource, StringComparer.Ordinal) { [map.Source] = map });

    /// <summary>These maps with what an operator's files say.</summary>
    public ConceptMaps With(IEnumerable<OverlayElement> elements)
    {
        var bySource = new Dictionary<string, ConceptMap>(_bySource, StringComparer.Ordinal);
        foreach (var ofSource in elements.GroupBy(e => e.Source, StringComparer.Ordinal))
            bySource[ofSource.Key] = (bySource.GetValueOrDefault(ofSource.Key) ?? ConceptMap.Empty(ofSource.Key)).With(ofSource);
        return new ConceptMaps(bySource);
    }

    private static ConceptMaps LoadEmbedded()
    {
        var assembly = Assembly.GetExecutingAssembly();
        var bySource = new Dictionary<string, ConceptMap>(StringComparer.Ordinal);
        foreach (var resource in assembly.GetManifestResourceNames().Where(n => n.StartsWith("terminology/ConceptMap-", StringComparison.Ordinal)))
        {
            using var stream = assembly.GetManifestResourceStream(resource)!;
            using var document = JsonDocument.Parse(stream);
            var map = ConceptMap.Read(document.RootElement);
            bySource.Add(map.Source, map);
        }

        return new ConceptMaps(bySource);
    }
}
