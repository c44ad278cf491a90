using System.Text.Json;

namespace FhirAdapter.Terminology;

/// <summary>One of the adapter's own code systems (FHIR R4 <c>CodeSystem</c>).</summary>
internal sealed class CodeSystem
{
    private readonly Dictionary<string, Concept> _concepts;

    private CodeSystem(string url, Dictionary<string, Concept> concepts, IReadOnlyList<string> codes)
    {
        Url = url;
        _concepts = concepts;
        Codes = codes;
    }

    public string Url { get; }

    /// <summary>All codes, in the order of the file.</summary>
    public IReadOnlyList<string> Codes { get; }

    public bool Contains(string code) => _concepts.ContainsKey(code);

    public Concept? Find(string code) => _concepts.GetValueOrDefault(code);

    /// <summary>This code system with some of its codes called otherwise.</summary>
    public CodeSystem With(IReadOnlyDictionary<(string System, string Code), string> displays) => new(
        Url,
        _concepts.ToDictionary(
            c => c.Key,
            c => displays.TryGetValue((Url, c.Key), out var display) ? c.Value with { Display = display } : c.Value,
            StringComparer.Ordinal),
        Codes);

    public static CodeSystem Read(JsonElement json)
    {
        var concepts = json.GetProperty("concept").EnumerateArray().Select(ReadConcept).ToList();
        return new CodeSystem(
            json.GetProperty("url").GetString()!,
            concepts.ToDictionary(c => c.Code, StringComparer.Ordinal),
            [.. concepts.Select(c => c.Code)]);
    }

    private static Concept ReadConcept(JsonElement json) => new(
        json.GetProperty("code").GetString()!,
        json.GetProperty("display").GetString()!,
        json.TryGetProperty("property", out var properties)
            ? properties.EnumerateArray().Select(p => (Name: p.GetProperty("code").GetString()!, Value: ReadValue(p)))
                .ToLookup(p => p.Name, p => p.Value, StringComparer.Ordinal)
            : Array.Empty<(string Name, string Value)>().ToLookup(p => p.Name, p => p.Value, StringComparer.Ordinal));

    private static string ReadValue(JsonElement property) =>
        property.TryGetProperty("valueCode", out var code) ? code.GetString()!
        : property.TryGetProperty("valueString", out var text) ? text.GetString()!
        : property.GetProperty("valueDecimal").GetRawText();
}
