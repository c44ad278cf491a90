using FhirAdapter.Routes.Texts;
using FhirAdapter.Shapes.Elements;
using Hl7.Fhir.Model;

namespace FhirAdapter.Routes;

/// <summary>The lines of a report while it is written: each thing is said once.</summary>
internal sealed class ReportText
{
    // A power of two.
    private const int MostRemembered = 64;

    private readonly Phrases _phrases;
    private readonly SaidText _said = SaidText.Take();
    private readonly List<Phrase> _some = new(16);
    private readonly Phrase[] _lately = new Phrase[MostRemembered];
    private readonly int _start;

    /// <param name="phrases">Says elements in words.</param>
    /// <param name="beside">The resource beside whose own words the report stands; nothing where it stands alone.</param>
    public ReportText(Phrases phrases, Resource? beside)
    {
        _phrases = phrases;
        if (beside is not null)
            SentTexts.AddLines(beside, _said);
        _start = _said.Length;
    }

    /// <summary>The report; empty where there is nothing to say.</summary>
    public string Finish()
    {
        var text = _said.From(_start).ToString();
        SaidText.Give(_said);
        return text;
    }

    public void Add(ReadOnlySpan<char> line)
    {
        if (!_said.SaysExactly(line))
            _said.Add(line);
    }

    /// <summary>Adds what a resource says for people.</summary>
    /// <returns>Where it says that, as far as nothing else had said it.</returns>
    public System.Range AddNarrative(Resource resource)
    {
        var from = _said.Length;
        foreach (var line in NarrativeLines.Of(resource))
            Add(line);
        return from.._said.Length;
    }

    /// <summary>What is added next is likely to be said there already.</summary>
    public void Expect(System.Range near) => _said.Near = near;

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
                Add(_phrases.LineOf(phrase));
            lately = phrase;
        }

        return _some.Count > 0;
    }
}
