using System.Collections.Concurrent;
using Hl7.Fhir.Model;

namespace FhirAdapter.Records.Mapping;

/// <summary>
/// Places in the body. R4 has no element for the side: the text always says it, and extensions say it to machines
/// (a bare side among the body sites would be a site of its own).
/// </summary>
internal sealed class Places(Vocabulary vocabulary)
{
    private readonly ConcurrentDictionary<(string? Code, string? Part, string? Side), string> _names = new();

    /// <summary>A place as a CodeableConcept: code, part and side, and the practitioner's words after the name.</summary>
    /// <param name="draft">What it belongs to.</param>
    /// <param name="site">The place.</param>
    /// <param name="path">The field that holds code, part and side.</param>
    /// <param name="codeField">The name of the code's field.</param>
    public CodeableConcept Concept(Draft draft, BodySite site, string path, string codeField = "code")
    {
        var concept = new CodeableConcept { Text = Text(site) };
        if (site.Code is not null && draft.Term("body-site", site.Code, path + codeField) is { } term)
            concept.Coding = term.For(null);
        if (site.Code is null)
            draft.Lose(path + codeField, "text-only");
        Qualify(draft, concept, Extensions.Part, "body-site-part", site.Part, path + "part");
        Qualify(draft, concept, Extensions.Side, "side", site.Side, path + "side");
        return concept;
    }

    /// <summary>A place as a CodeableConcept where another resource of the record holds the same place and tells what is lost of it.</summary>
    public CodeableConcept Named(BodySite site) => new()
    {
        Coding = vocabulary.Find("body-site", site.Code ?? "")?.For(null) ?? [],
        Text = Text(site),
    };

    /// <summary>For a person to read, for example "Left upper trapezius (near the spine)".</summary>
    public string Text(BodySite site)
    {
        var name = Name(site.Code, site.Part, site.Side);
        return string.IsNullOrWhiteSpace(site.Text) ? name
            : name.Length == 0 ? site.Text
            : $"{name} ({site.Text})";
    }

    /// <summary>For a person to read, for example "Left upper trapezius" or "Neck, both sides".</summary>
    public string Name(string? code, string? part, string? side) =>
        _names.TryGetValue((code, part, side), out var name) ? name
        : vocabulary.Find("body-site", code ?? "") is null ? code ?? ""
        : _names.GetOrAdd((code, part, side), Compose);

    private string Compose((string? Code, string? Part, string? Side) site)
    {
        var name = Display("body-site", site.Code)!;
        if (Display("body-site-part", site.Part) is { } part)
            name = $"{part} {Lower(name)}";
        return Display("side", site.Side) switch
        {
            null => name,
            { } side when site.Side is "left" or "right" => $"{side} {Lower(name)}",
            { } side => $"{name}, {Lower(side)}",
        };
    }

    private string? Display(string codeSystemName, string? code) =>
        code is null ? null : vocabulary.Find(codeSystemName, code)?.Display;

    private static string Lower(string text) => char.ToLowerInvariant(text[0]) + text[1..];

    private static void Qualify(Draft draft, CodeableConcept concept, string url, string codeSystemName, string? code, string path)
    {
        if (draft.Concept(codeSystemName, code, null, path) is { } value)
            concept.Extension.Add(new Extension(url, value));
    }
}
