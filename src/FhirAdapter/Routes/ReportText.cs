using FhirAdapter.Routes.Texts;
using FhirAdapter.Shapes.Elements;
using Hl7.Fhir.Model;

namespace FhirAdapter.Routes;

/// <summary>The lines of a report while it is written: each thing is said once.</summary>
internal sealed class ReportText
{
    // A power of two.
    private const int MostRemembered = 64;

    [ThreadStatic]
    private static ReportText? _spare;

    private readonly SaidText _said = new();
    private readonly List<Phrase> _some = new(16);
    private readonly Phrase[] _lately = new Phrase[MostRemembered];
    private Phrases _phrases = null!;
    private int _start;

    /// <summary>A report of which nothing is written yet.</summary>
    /// <param name="phrases">Says elements in words.</param>
    /// <param name="beside">The resource beside whose own words the report stands; nothing where it stands alone.</param>
    public static ReportText Begin(Phrases phrases, Resource? beside)
    {
        var report = _spare ?? new ReportText();
        _spare = null;
        report._phrases = phrases;
        report._said.Clear();
        if (beside is not null)
            SentTexts.AddLines(beside, report._said);
        report._start = report._said.Length;
        return report;
    }

    /// <summary>The report; empty where there is nothing to say. Nothing can be added after.</summary>
    public string Finish()
    {
        var text = _said.From(_start).ToString();
        // What is left there would keep a record's words.
        Array.Clear(_lately);
        _some.Clear();
        if (_said.IsKept)
            _spare = this;
        return text;
    }

    public void Add(ReadOnlySpan<char> line)
    {
        if (!_said.SaysExactly(line))
            _said.Add(line);
    }

    /// <summary>Adds what a resource says for people.</summary>
    public void AddNarrative(Resource resource)
    {
        foreach (var line in NarrativeLines.Of(resource))
            Add(line);
    }

    /// <summary>Whether the lines say all that an element does.</summary>
    public bool Says(string name, Base element)
    {
        _some.Clear();
        _phrases.Of(name, element, ElementType.Of(element).Kind, _some);
        return _some.Count > 0 && _phrases.AreSaid(_some, _said);
    }

    /// <summary>Adds what no line says yet of an element.</summary>
    /// <returns>Whether the element says anything in words; the report then says all of it.</returns>
    public bool AddElement(string name, Base element, ElementKind kind)
    {
        _some.Clear();
        _phrases.Of(name, element, kind, _some);
        foreach (var phrase in _some)
        {
            // Resources of one record have much in common.
            ref var lately = ref _lately[((phrase.Words.Length * 31) + (phrase.Words[0] * 7) + phrase.Words[^1]) & (MostRemembered - 1)];
            if (lately == phrase)
                continue;
            if (!_phrases.IsSaid(phrase, _said))
                Add(_phrases.LineOf(phrase, _said));
            lately = phrase;
        }

        return _some.Count > 0;
    }
}
