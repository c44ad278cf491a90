using System.Collections.Concurrent;
using FhirAdapter.Records.Mapping.Json;
using FhirAdapter.Terminology;
using Hl7.Fhir.Model;

namespace FhirAdapter.Records.Mapping;

/// <summary>
/// Places in the body. R4 has no element for the side: the text always says it; a coding with part and side in it and extensions say it to machines
/// (a bare side among the body sites would be a site of its own).
/// </summary>
internal sealed class Places(Vocabulary vocabulary, Words words)
{
    /// <summary>The code system of places with their part and side: all of a place's codes in a row, with hyphens between.</summary>
    public const string SidedSystem = CodeSystems.BaseUrl + "sided-body-site";

    private readonly ConcurrentDictionary<(string? Code, string? Part, string? Side), string> _names = new();
    private readonly ConcurrentDictionary<(string? Code, string? Part, string? Side), CodeableConcept> _concepts = new();

    /// <summary>A place as a CodeableConcept: code, part and side, and the practitioner's words after the name.</summary>
    /// <param name="draft">What it belongs to.</param>
    /// <param name="site">The place.</param>
    /// <param name="path">The field that holds code, part and side.</param>
    /// <param name="codeField">The name of the code's field.</param>
    public CodeableConcept Concept(Draft draft, BodySite site, string path, string codeField = "code")
    {
        if (site.Code is null)
            draft.Lose(path + codeField, "text-only");
        else
            draft.Term("body-site", site.Code, path + codeField);
        if (site.Part is { } part)
            draft.Term("body-site-part", part, path + "part");
        if (site.Side is { } side)
            draft.Term("side", side, path + "side");
        return Named(draft, site);
    }

    /// <summary>
    /// A place as a CodeableConcept where another resource of the record holds the same place and tells what is lost of it. Never to be changed.
    /// </summary>
    public CodeableConcept Named(Draft draft, BodySite site)
    {
        if (!string.IsNullOrWhiteSpace(site.Text))
            return Make(draft, site);
        var place = (site.Code, site.Part, site.Side);
        if (_concepts.TryGetValue(place, out var concept))
            return concept;
        concept = Make(draft, site);
        return IsKnown(site) ? _concepts.GetOrAdd(place, SharedElements.Share(concept)) : concept;
    }

    // Only what is made of codes is kept: there are not many.
    private bool IsKnown(BodySite site) =>
        vocabulary.Find("body-site", site.Code ?? "") is not null
        && (site.Part is null || vocabulary.Find("body-site-part", site.Part) is not null)
        && (site.Side is null || vocabulary.Find("side", site.Side) is not null);

    private CodeableConcept Make(Draft draft, BodySite site)
    {
        var concept = draft.Fixed("body-site", site.Code, Text(site));
        if (concept.Coding.Count > 0 && Sided(site) is { } sided)
            concept.Coding.Insert(1, sided);
        if (site.Part is { } part)
            concept.Extend(Extensions.Part, draft.Fixed("body-site-part", part));
        if (site.Side is { } side)
            concept.Extend(Extensions.Side, draft.Fixed("side", side));
        if (!string.IsNullOrWhiteSpace(site.Text))
            concept.Extend(Extensions.OwnWords, new FhirString(site.Text));
        return concept;
    }

    /// <summary>
    /// A place with its part and side as one code, such as <c>trapezius-upper-left</c>, for whoever groups by code and knows no extensions; nothing for a
    /// place without either.
    /// </summary>
    private Coding? Sided(BodySite site) => site is { Code: { } code, Part: var part, Side: var side } && (part ?? side) is not null
        ? new Coding(SidedSystem, string.Join('-', new[] { code, part, side }.OfType<string>()), Name(code, part, side))
        : null;

    /// <summary>For a person to read, for example "Left upper trapezius: near the spine".</summary>
    public string Text(BodySite site)
    {
        var name = Name(site.Code, site.Part, site.Side);
        return string.IsNullOrWhiteSpace(site.Text) ? name
            : name.Length == 0 ? site.Text
            : $"{name}: {site.Text}";
    }

    /// <summary>For a person to read, for example "Left upper trapezius" or "Neck, both sides".</summary>
    public string Name(string? code, string? part, string? side) =>
        _names.TryGetValue((code, part, side), out var name) ? name
        : code is not null && vocabulary.Find("body-site", code) is null ? code
        : _names.GetOrAdd((code, part, side), Compose);

    // Without a code, the part and the side are all that is known beside the practitioner's words.
    private string Compose((string? Code, string? Part, string? Side) site)
    {
        var name = Display("body-site", site.Code) ?? "";
        if (Display("body-site-part", site.Part) is { } part)
            name = name.Length == 0 ? part : words.PlaceWithPart(part, name);
        return Display("side", site.Side) switch
        {
            null => name,
            { } side when name.Length == 0 => side,
            { } side when site.Side is "left" or "right" => words.PlaceOnSide(side, name),
            { } side => words.PlaceOnBothSides(side, name),
        };
    }

    private string? Display(string codeSystemName, string? code) =>
        code is null ? null : vocabulary.Find(codeSystemName, code)?.Display;
}
