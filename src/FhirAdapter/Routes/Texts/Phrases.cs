using System.Collections;
using System.Collections.Concurrent;
using FhirAdapter.Records.Mapping;
using FhirAdapter.Shapes.Elements;
using Hl7.Fhir.Model;

namespace FhirAdapter.Routes.Texts;

/// <summary>What elements say in words, for a person who will see no more of them. Safe for many threads.</summary>
/// <param name="words">The language.</param>
internal sealed class Phrases(Words words)
{
    // Names of elements and of extensions, of which there are only so many.
    private readonly ConcurrentDictionary<string, string> _labels = new(StringComparer.Ordinal);

    /// <summary>The name of an element that stood at a path.</summary>
    public static string NameAt(string path)
    {
        var name = path.AsSpan(path.LastIndexOf('.') + 1);
        var bracket = name.IndexOf('[');
        return bracket > 0 ? name[..bracket].ToString() : name.Length == path.Length ? path : name.ToString();
    }

    /// <summary>Adds all phrases of an element of that name.</summary>
    public void Of(string name, Base element, ElementKind kind, List<Phrase> phrases)
    {
        if (kind == ElementKind.Note || !IsUnspoken(name))
            Collect(phrases, name, label: null, element, kind);
    }

    /// <summary>All phrases of an element that stood at a path.</summary>
    public List<Phrase> Of(string path, Base element)
    {
        List<Phrase> phrases = [];
        Of(NameAt(path), element, ElementType.Of(element).Kind, phrases);
        return phrases;
    }

    /// <summary>What a phrase is called.</summary>
    public string LabelOf(in Phrase phrase) => phrase.Label ?? LabelOf(phrase.Name);

    /// <summary>A phrase as a line of its own, which a text does not have yet.</summary>
    public ReadOnlySpan<char> LineOf(in Phrase phrase, SaidText text) => text.Draft(LabelOf(phrase), phrase.Words);

    /// <summary>Whether a text says a phrase: the words alone where they are more than a number, else as a line.</summary>
    public bool IsSaid(in Phrase phrase, SaidText text) =>
        text.Says(phrase.IsTelling ? phrase.Words : LineOf(phrase, text)) || (phrase.IsDated && text.SaysExactly(phrase.Words));

    /// <summary>Whether a text says each of some phrases.</summary>
    public bool AreSaid(List<Phrase> phrases, SaidText text)
    {
        foreach (var phrase in phrases)
        {
            if (!IsSaid(phrase, text))
                return false;
        }

        return true;
    }

    // What is of no use in a text: how the resource is filed, and what it refers to.
    private static bool IsUnspoken(string name) => name is "meta" or "identifier" or "implicitRules" or "language" or "id" or "url" or "system" or "issued" or "text";

    private string LabelOf(string name) => _labels.TryGetValue(name, out var label) ? label : _labels.GetOrAdd(name, static (each, words) => ElementLabel.Of(each, words), words);

    /// <param name="phrases">Where they go.</param>
    /// <param name="name">The element's name.</param>
    /// <param name="label">What it is called, where that is not by its name.</param>
    /// <param name="element">The element.</param>
    /// <param name="kind">What it is.</param>
    private void Collect(List<Phrase> phrases, string name, string? label, Base element, ElementKind kind)
    {
        switch (kind)
        {
            case ElementKind.Concept:
                var concept = (CodeableConcept)element;
                Add(phrases, name, label, concept.Text ?? FirstOf(concept.Coding));
                Extensions(phrases, concept);
                break;
            case ElementKind.Coding:
                var coding = (Coding)element;
                Add(phrases, name, label, coding.Display ?? coding.Code);
                break;
            case ElementKind.Quantity:
                var quantity = (Quantity)element;
                Add(phrases, name, label, quantity.ValueElement is { } value ? string.Concat(words.Number(value.Value ?? 0), " ", quantity.Unit) : quantity.Unit);
                break;
            case ElementKind.Reference:
                var reference = (ResourceReference)element;
                Add(phrases, name, label, Named(reference));
                Extensions(phrases, reference);
                break;
            case ElementKind.Component:
                var component = (Observation.ComponentComponent)element;
                if (component.Value is { } measured)
                    Collect(phrases, name, component.Code?.Text, measured, ElementType.Of(measured).Kind);
                Extensions(phrases, component);
                break;
            case ElementKind.Extension:
                Collect(phrases, name, (Extension)element);
                break;
            case ElementKind.Primitive:
                var primitive = (PrimitiveType)element;
                Add(phrases, name, label, Readable(primitive));
                Extensions(phrases, primitive);
                break;
            default:
                Below(phrases, element, kind);
                break;
        }
    }

    private void Collect(List<Phrase> phrases, string name, Extension extension)
    {
        if (extension.Value is { } inner)
            Of(extension.Url ?? name, inner, ElementType.Of(inner).Kind, phrases);
        else
            Extensions(phrases, extension);
    }

    private void Below(List<Phrase> phrases, Base element, ElementKind kind)
    {
        var stack = ElementStack.OfThisThread;
        var from = stack.Push(ElementType.Of(element), element);
        var to = stack.Top;
        for (var i = from; i < to; i++)
        {
            var (slot, value) = stack[i];
            if (slot.Item is null)
            {
                Of(kind == ElementKind.Note ? "note" : slot.Name, (Base)value, slot.TypeOf((Base)value).Kind, phrases);
                continue;
            }

            var list = (IList)value;
            for (var k = 0; k < list.Count; k++)
                Of(slot.Name, (Base)list[k]!, slot.TypeOf((Base)list[k]!).Kind, phrases);
        }

        stack.Pop(from);
    }

    private void Extensions(List<Phrase> phrases, Element element)
    {
        if (HeldExtensions.Of(element) is not { } extensions)
            return;
        foreach (var extension in extensions)
            Collect(phrases, "extension", extension);
    }

    private static string? FirstOf(List<Coding> codings) => codings.Count == 0 ? null : codings[0].Display ?? codings[0].Code;

    // By whom, where and at which visit, as the clinic knows them: never the patient, whose record it stands in.
    private static string? Named(ResourceReference reference) =>
        reference is { Type: "Practitioner" or "Location" or "Encounter", Identifier.Value: { } known }
            ? reference.Display is { } display ? $"{display} ({known})" : known
            : reference.Display;

    private static void Add(List<Phrase> phrases, string name, string? label, string? said)
    {
        if (!string.IsNullOrWhiteSpace(said))
            phrases.Add(new Phrase(label, name, said.Trim()));
    }

    // As the narratives have it.
    private string? Readable(PrimitiveType primitive) => primitive switch
    {
        FhirBoolean truth => truth.Value == true ? words.Yes : words.No,
        FhirDecimal { Value: { } number } => words.Number(number),
        FhirDateTime or Instant => TimeWords.Of(primitive.ToString()),
        _ => primitive.ToString(),
    };
}
