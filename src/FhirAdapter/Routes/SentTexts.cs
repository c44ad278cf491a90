using System.Text;
using FhirAdapter.Routes.Texts;
using FhirAdapter.Shapes;
using Hl7.Fhir.Model;

namespace FhirAdapter.Routes;

/// <summary>All words and references that go with a record: what became of an element that does not go is judged by them.</summary>
internal sealed class SentTexts
{
    private readonly Phrases _phrases;
    private readonly SaidText _text;
    private readonly bool _hasAll;
    private readonly HashSet<(string? Type, string? System, string? Value)> _targets;

    public SentTexts(Phrases phrases, IReadOnlyList<ResourcePlan> going)
    {
        _phrases = phrases;
        _text = new SaidText(going.SelectMany(plan => Lines(plan.Copy)));
        _hasAll = going.Any(plan => plan.Copy is DocumentReference document && document.Content.Exists(content => content.Attachment?.ContentType == ResourcesBundle.ContentType));
        _targets = [.. going.SelectMany(plan => ElementTree.References(plan.Copy)).Select(Target)];
    }

    /// <summary>What became of an element: a code of <see cref="PlannedChange"/>.</summary>
    public string CodeOf(string path, Base element, bool isReplaced)
    {
        if (isReplaced)
            return PlannedChange.Replaced;
        if (element is ResourceReference { Identifier: not null } reference && _targets.Contains(Target(reference)))
            return PlannedChange.Moved;
        if (element is Narrative narrative)
            return NarrativeText.Lines(narrative.Div).All(line => _text.SaysExactly(line)) ? PlannedChange.SaidInText : Unsaid;
        return Says(path, element) ? PlannedChange.SaidInText : Unsaid;
    }

    // What no text says is in the attached Bundle all the same.
    private string Unsaid => _hasAll ? PlannedChange.Moved : PlannedChange.Dropped;

    /// <summary>Whether a text says all that an element does.</summary>
    public bool Says(string path, Base element) =>
        _phrases.Of(path, element) is { Count: > 0 } phrases && phrases.TrueForAll(phrase => phrase.IsSaidIn(_text));

    /// <summary>What a person can read of a resource.</summary>
    public static IEnumerable<string> Lines(Resource resource)
    {
        foreach (var line in NarrativeText.Lines((resource as DomainResource)?.Text?.Div))
            yield return line;
        foreach (var note in Notes.Of(resource) ?? [])
        {
            if (note.Text is { } text)
                yield return text;
        }

        var attachments = resource is DocumentReference document ? document.Content.Select(content => content.Attachment) : [];
        foreach (var attachment in attachments)
        {
            if (attachment is { ContentType: not null, Data: { } data } && attachment.ContentType.StartsWith("text/plain", StringComparison.Ordinal))
                yield return Encoding.UTF8.GetString(data);
        }

        foreach (var answer in (resource as QuestionnaireResponse)?.Item.SelectMany(item => item.Answer) ?? [])
        {
            if (answer.Value is FhirString text)
                yield return text.Value ?? "";
        }
    }

    private static (string?, string?, string?) Target(ResourceReference reference) => (reference.Type, reference.Identifier?.System, reference.Identifier?.Value);
}
