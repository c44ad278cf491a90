using System.Collections;
using System.Collections.Concurrent;
using System.Globalization;
using FhirAdapter.Records.Mapping;
using FhirAdapter.Shapes;
using Hl7.Fhir.Model;

namespace FhirAdapter.Routes.Texts;

/// <summary>What elements say in words, for a person who will see no more of them. Safe for many threads.</summary>
/// <param name="words">The language.</param>
internal sealed class Phrases(Words words)
{
    // What is of no use in a text: how the resource is filed, and what it refers to.
    private static readonly HashSet<string> Unspoken =
        new(StringComparer.Ordinal) { "meta", "identifier", "implicitRules", "language", "id", "url", "system", "issued", "text" };

    // Names of elements and of extensions, of which there are only so many.
    private readonly ConcurrentDictionary<string, string> _labels = new(StringComparer.Ordinal);

    /// <summary>All phrases of an element that stood at a path.</summary>
    public List<Phrase> Of(string path, Base element)
    {
        List<Phrase> phrases = [];
        var name = path[(path.LastIndexOf('.') + 1)..];
        name = name.IndexOf('[', StringComparison.Ordinal) is var bracket and > 0 ? name[..bracket] : name;
        Collect(phrases, name, element);
        return phrases;
    }

    private void Collect(List<Phrase> phrases, string name, Base element)
    {
        if (element is Annotation || !Unspoken.Contains(name))
            Collect(phrases, name, label: null, element);
    }

    /// <param name="phrases">Where they go.</param>
    /// <param name="name">The element's name.</param>
    /// <param name="label">What it is called, where that is not by its name.</param>
    /// <param name="element">The element.</param>
    private void Collect(List<Phrase> phrases, string name, string? label, Base element)
    {
        switch (element)
        {
            case CodeableConcept concept:
                Add(phrases, name, label, concept.Text ?? FirstOf(concept.Coding));
                Extensions(phrases, concept);
                break;
            case Coding coding:
                Add(phrases, name, label, coding.Display ?? coding.Code);
                break;
            case Quantity quantity:
                Add(phrases, name, label, quantity.ValueElement is { } value ? $"{words.Number(value.Value ?? 0)} {quantity.Unit}" : quantity.Unit);
                break;
            case ResourceReference reference:
                Add(phrases, name, label, Named(reference));
                Extensions(phrases, reference);
                break;
            case Observation.ComponentComponent component:
                if (component.Value is { } measured)
                    Collect(phrases, name, component.Code?.Text, measured);
                Extensions(phrases, component);
                break;
            case Extension { Value: { } inner } extension:
                Collect(phrases, extension.Url ?? name, inner);
                break;
            case Extension extension:
                Extensions(phrases, extension);
                break;
            case PrimitiveType primitive:
                Add(phrases, name, label, Readable(primitive));
                Extensions(phrases, primitive);
                break;
            default:
                Below(phrases, element);
                break;
        }
    }

    private void Below(List<Phrase> phrases, Base element)
    {
        foreach (var (name, value) in element.EnumerateElements())
        {
            var spoken = element is Annotation ? "note" : name;
            if (value is Base one)
                Collect(phrases, spoken, one);
            else if (value is IList list)
            {
                for (var i = 0; i < list.Count; i++)
                {
                    if (list[i] is Base item)
                        Collect(phrases, name, item);
                }
            }
        }
    }

    private void Extensions(List<Phrase> phrases, Base element)
    {
        if (!element.TryGetValue("extension", out var value) || value is not IList extensions)
            return;
        for (var i = 0; i < extensions.Count; i++)
            Collect(phrases, "extension", (Extension)extensions[i]!);
    }

    private static string? FirstOf(List<Coding> codings) => codings.Count == 0 ? null : codings[0].Display ?? codings[0].Code;

    // By whom, where and at which visit, as the clinic knows them: never the patient, whose record it stands in.
    private static string? Named(ResourceReference reference) =>
        reference is { Type: "Practitioner" or "Location" or "Encounter", Identifier.Value: { } known }
            ? reference.Display is { } display ? $"{display} ({known})" : known
            : reference.Display;

    private void Add(List<Phrase> phrases, string name, string? label, string? said)
    {
        if (!string.IsNullOrWhiteSpace(said))
            phrases.Add(new Phrase(label ?? _labels.GetOrAdd(name, static (each, words) => ElementLabel.Of(each, words), words), said.Trim()));
    }

    // As the narratives have it.
    private string? Readable(PrimitiveType primitive)
    {
        var text = primitive is FhirBoolean truth ? (truth.Value == true ? words.Yes : words.No)
            : primitive is FhirDecimal { Value: { } number } ? words.Number(number)
            : primitive.ToString();
        return primitive is FhirDateTime or Instant && text is { Length: > 10 }
            && DateTimeOffset.TryParse(text, CultureInfo.InvariantCulture, DateTimeStyles.None, out var time) && time.Ticks % TimeSpan.TicksPerMinute == 0
            ? time.ToString("yyyy-MM-dd HH:mm zzz", CultureInfo.InvariantCulture)
            : text;
    }
}
