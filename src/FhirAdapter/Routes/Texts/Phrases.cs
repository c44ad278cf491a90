using System.Collections;
using System.Globalization;
using System.Text;
using FhirAdapter.Shapes;
using Hl7.Fhir.Model;

namespace FhirAdapter.Routes.Texts;

/// <summary>What elements say in words, for a person who will see no more of them.</summary>
internal static class Phrases
{
    // What is of no use in a text: how the resource is filed, and what it refers to.
    private static readonly HashSet<string> Unspoken =
        new(StringComparer.Ordinal) { "meta", "identifier", "implicitRules", "language", "id", "url", "system", "issued", "text" };

    /// <summary>All phrases of an element that stood at a path.</summary>
    public static List<Phrase> Of(string path, Base element)
    {
        List<Phrase> phrases = [];
        var name = path[(path.LastIndexOf('.') + 1)..];
        name = name.IndexOf('[', StringComparison.Ordinal) is var bracket and > 0 ? name[..bracket] : name;
        Collect(phrases, name, element);
        return phrases;
    }

    private static void Collect(List<Phrase> phrases, string name, Base element)
    {
        if (Unspoken.Contains(name) && element is not Annotation)
            return;
        switch (element)
        {
            case CodeableConcept concept:
                Add(phrases, name, concept.Text ?? concept.Coding.Select(coding => coding.Display ?? coding.Code).FirstOrDefault());
                Below(phrases, concept, only: "extension");
                break;
            case Coding coding:
                Add(phrases, name, coding.Display ?? coding.Code);
                break;
            case Quantity quantity:
                Add(phrases, name, $"{quantity.ValueElement} {quantity.Unit}");
                break;
            case ResourceReference reference:
                Add(phrases, name, Named(reference));
                Below(phrases, reference, only: "extension");
                break;
            case Observation.ComponentComponent component:
                Collect(phrases, component.Code?.Text ?? name, component.Value);
                Below(phrases, component, only: "extension");
                break;
            case Extension { Value: { } value } extension:
                Collect(phrases, Spoken(extension.Url ?? name), value);
                break;
            case Extension extension:
                Below(phrases, extension, only: "extension");
                break;
            case PrimitiveType primitive:
                Add(phrases, name, Readable(primitive));
                Below(phrases, primitive, only: "extension");
                break;
            case not null:
                Below(phrases, element, only: null);
                break;
        }
    }

    private static void Below(List<Phrase> phrases, Base element, string? only)
    {
        foreach (var (name, value) in element.EnumerateElements())
        {
            if (only is not null && name != only)
                continue;
            if (value is Base one)
                Collect(phrases, only is null && element is Annotation ? "note" : name, one);
            else if (value is IList list)
            {
                foreach (var item in list.OfType<Base>())
                    Collect(phrases, name, item);
            }
        }
    }

    private static void Collect(List<Phrase> phrases, string name, DataType? value)
    {
        if (value is not null)
            Collect(phrases, name, (Base)value);
    }

    // By whom, where and at which visit, as the clinic knows them: never the patient, whose record it stands in.
    private static string? Named(ResourceReference reference) =>
        reference is { Type: "Practitioner" or "Location" or "Encounter", Identifier.Value: { } known }
            ? reference.Display is { } display ? $"{display} ({known})" : known
            : reference.Display;

    private static void Add(List<Phrase> phrases, string name, string? words)
    {
        if (!string.IsNullOrWhiteSpace(words))
            phrases.Add(new Phrase(Spoken(name), words.Trim()));
    }

    // As the narratives have it.
    private static string? Readable(PrimitiveType primitive)
    {
        var text = primitive is FhirBoolean truth ? (truth.Value == true ? "yes" : "no") : primitive.ToString();
        return primitive is FhirDateTime or Instant && text is { Length: > 10 }
            && DateTimeOffset.TryParse(text, CultureInfo.InvariantCulture, DateTimeStyles.None, out var time) && time.Ticks % TimeSpan.TicksPerMinute == 0
            ? time.ToString("yyyy-MM-dd HH:mm zzz", CultureInfo.InvariantCulture)
            : text;
    }

    /// <summary>A name as words: <c>bodySite</c>, or the last part of an extension's URL.</summary>
    private static string Spoken(string name)
    {
        var last = name[(name.LastIndexOf('/') + 1)..];
        var words = new StringBuilder(last.Length + 4);
        foreach (var c in last)
        {
            if (char.IsUpper(c) && words.Length > 0 && char.IsLower(words[^1]))
                words.Append(' ').Append(char.ToLowerInvariant(c));
            else
                words.Append(c == '-' ? ' ' : c);
        }

        return words.ToString();
    }
}
