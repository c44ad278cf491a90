using FhirAdapter.Records;
using FhirAdapter.Routes.Texts;
using FhirAdapter.Shapes;
using FhirAdapter.Shapes.Elements;
using Hl7.Fhir.Model;

namespace FhirAdapter.Routes;

/// <summary>All words and references that go with a record: what became of an element that does not go is judged by them.</summary>
internal sealed class SentTexts
{
    private readonly Phrases _phrases;
    private readonly IReadOnlyList<ResourcePlan> _all;
    private readonly IReadOnlyList<ResourcePlan> _going;
    private readonly bool _hasAll;
    private readonly List<Phrase> _some = [];
    private SaidText? _text;
    private List<ResourceReference>? _references;

    /// <param name="phrases">Says elements in words.</param>
    /// <param name="all">What goes.</param>
    /// <param name="going">What of that is the record's own, and no report: a report has no other references than open ones.</param>
    public SentTexts(Phrases phrases, IReadOnlyList<ResourcePlan> all, IReadOnlyList<ResourcePlan> going)
    {
        (_phrases, _all, _going) = (phrases, all, going);
        foreach (var plan in all)
            _hasAll |= plan.Copy is DocumentReference document && document.Content.Exists(content => content.Attachment?.ContentType == ResourcesBundle.ContentType);
    }

    /// <summary>What became of an element: a code of <see cref="PlannedChange"/>.</summary>
    /// <param name="name">What it is called by.</param>
    /// <param name="element">The element.</param>
    /// <param name="isSaid">Whether a text that goes says all that it does; <see langword="null"/> where that is to be found.</param>
    public string CodeOf(string name, Base element, bool? isSaid)
    {
        if (element is ResourceReference { Identifier: not null } reference && IsSent(reference))
            return PlannedChange.Moved;
        return (element is Narrative narrative ? isSaid == true || SaysAll(narrative) : isSaid ?? Says(name, element))
            ? PlannedChange.SaidInText
            : Unsaid;
    }

    /// <summary>What became of an element that no text says: it is in the attached Bundle all the same, where there is one.</summary>
    public string Unsaid => _hasAll ? PlannedChange.Moved : PlannedChange.Dropped;

    /// <summary>Whether a text says all that an element does.</summary>
    public bool Says(string name, Base element)
    {
        _some.Clear();
        _phrases.Of(name, element, ElementType.Of(element).Kind, _some);
        return _some.Count > 0 && _phrases.AreSaid(_some, Text);
    }

    /// <summary>Ends the judging.</summary>
    public void Finish()
    {
        if (_text is not null)
            SaidText.Give(_text);
    }

    /// <summary>Adds what a person can read of a resource to a text.</summary>
    public static void AddLines(Resource resource, SaidText to)
    {
        foreach (var line in NarrativeLines.Of(resource))
            to.Add(line);
        foreach (var note in Notes.Of(resource) ?? [])
        {
            if (note.Text is { } text)
                to.Add(text);
        }

        if (resource is DocumentReference document)
            AddAttachments(document, to);
        if (resource is QuestionnaireResponse response)
            AddAnswers(response, to);
    }

    private static void AddAttachments(DocumentReference document, SaidText to)
    {
        foreach (var content in document.Content)
        {
            if (content.Attachment is { ContentType: not null, Data: { } data } attachment && attachment.ContentType.StartsWith("text/plain", StringComparison.Ordinal))
                to.Add(data);
        }
    }

    private static void AddAnswers(QuestionnaireResponse response, SaidText to)
    {
        foreach (var item in response.Item)
        {
            foreach (var answer in item.Answer)
            {
                if (answer.Value is FhirString text)
                    to.Add(text.Value ?? "");
            }
        }
    }

    private SaidText Text
    {
        get
        {
            if (_text is null)
            {
                _text = SaidText.Take();
                foreach (var plan in _all)
                    AddLines(plan.Copy, _text);
            }

            return _text;
        }
    }

    private bool SaysAll(Narrative narrative)
    {
        foreach (var line in new NarrativeLines(narrative.Div))
        {
            if (!Text.SaysExactly(line))
                return false;
        }

        return true;
    }

    /// <summary>Whether a reference to the same goes.</summary>
    public bool IsSent(ResourceReference reference)
    {
        // Most is found among those that a destination fills in.
        foreach (var plan in _all)
        {
            foreach (var open in plan.References.All)
            {
                if (open is not null && IsSame(open.Element, reference))
                    return true;
            }
        }

        if (_references is null)
        {
            _references = [];
            foreach (var plan in _going)
                _references.AddRange(ElementTree.References(plan.Copy));
        }

        foreach (var each in _references)
        {
            if (IsSame(each, reference))
                return true;
        }

        return false;
    }

    private static bool IsSame(ResourceReference one, ResourceReference other) =>
        one.Type == other.Type && one.Identifier?.Value == other.Identifier?.Value && one.Identifier?.System == other.Identifier?.System;
}
