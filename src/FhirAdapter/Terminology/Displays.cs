using System.Reflection;
using System.Text.Json;

namespace FhirAdapter.Terminology;

/// <summary>
/// What own codes are called in other languages than English: <c>profiles/terminology/Displays-(language).json</c>, a Bundle of CodeSystem supplements
/// (FHIR R4 <c>CodeSystem.content</c>), embedded in the library.
/// </summary>
internal static class Displays
{
    private const string Beginning = "terminology/Displays-";
    private const string Ending = ".json";

    /// <summary>The languages that have a file, as FHIR writes them (BCP 47).</summary>
    public static IReadOnlyList<string> Languages { get; } =
    [
        .. Assembly.GetExecutingAssembly().GetManifestResourceNames().Where(name => name.StartsWith(Beginning, StringComparison.Ordinal))
            .Select(name => name[Beginning.Length..^Ending.Length]).Order(StringComparer.Ordinal),
    ];

    /// <summary>What the codes are called in a language that has a file.</summary>
    public static IReadOnlyDictionary<(string System, string Code), string> In(string language)
    {
        using var stream = Assembly.GetExecutingAssembly().GetManifestResourceStream(Beginning + language + Ending)!;
        using var document = JsonDocument.Parse(stream);
        return document.RootElement.GetProperty("entry").EnumerateArray().Select(entry => entry.GetProperty("resource")).SelectMany(
            supplement => supplement.GetProperty("concept").EnumerateArray(),
            (supplement, concept) => (
                Code: (supplement.GetProperty("supplements").GetString()!, concept.GetProperty("code").GetString()!),
                Display: concept.GetProperty("display").GetString()!)).ToDictionary(d => d.Code, d => d.Display);
    }
}
