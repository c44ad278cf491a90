using FhirAdapter.Routes.Texts;
using FhirAdapter.Shapes;
using Hl7.Fhir.Model;

namespace FhirAdapter.Routes;

/// <summary>The lines of a report while it is written: each thing is said once.</summary>
/// <param name="phrases">Says elements in words.</param>
/// <param name="said">What is said elsewhere already.</param>
internal sealed class ReportText(Phrases phrases, IEnumerable<string> said)
{
    private readonly List<string> _lines = [];
    private readonly SaidText _said = new(said);

    public IReadOnlyList<string> Lines => _lines;

    public void Add(string line)
    {
        if (_said.SaysExactly(line))
            return;
        _lines.Add(line);
        _said.Add(line);
    }

    /// <summary>Adds what a resource says for people.</summary>
    public void AddNarrative(Resource resource)
    {
        foreach (var line in NarrativeText.Lines((resource as DomainResource)?.Text?.Div))
            Add(line);
    }

    /// <summary>Adds what no line says yet of the elements of a resource.</summary>
    public void AddElements(Resource resource)
    {
        foreach (var (path, element) in ElementTree.Children(resource, ""))
            AddElement(path, element);
    }

    /// <summary>Adds what no line says yet of an element.</summary>
    public void AddElement(string path, Base element)
    {
        foreach (var phrase in phrases.Of(path, element))
        {
            if (!phrase.IsSaidIn(_said))
                Add(phrase.ToString());
        }
    }
}
