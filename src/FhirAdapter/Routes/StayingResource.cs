using System.Collections;
using FhirAdapter.Records;
using FhirAdapter.Routes.Texts;
using FhirAdapter.Shapes;
using FhirAdapter.Shapes.Elements;
using Hl7.Fhir.Model;

namespace FhirAdapter.Routes;

/// <summary>A resource of the record that does not go, and what becomes of its elements.</summary>
internal sealed class StayingResource(MappedResource mapped)
{
    private List<PlannedChange>? _told;
    private List<(int Line, ResourceReference Reference)>? _references;
    private readonly string _type = mapped.Resource.TypeName;
    private string? _name;

    public MappedResource Mapped { get; } = mapped;

    /// <summary>Tells a report what it says for people.</summary>
    public void NarrateTo(ReportText report) => report.AddNarrative(Mapped.Resource);

    /// <summary>Tells a report the rest of it.</summary>
    public void TellTo(ReportText report)
    {
        (_told, _references) = (new List<PlannedChange>(24), null);
        var stack = ElementStack.OfThisThread;
        var from = stack.Push(ElementType.Of(Mapped.Resource), Mapped.Resource);
        var to = stack.Top;
        for (var i = from; i < to; i++)
        {
            var (slot, value) = stack[i];
            if (slot.Item is null)
            {
                var (one, name) = ((Base)value, slot.NameOf((Base)value));
                Tell(report, name, name, one, slot.TypeOf(one).Kind);
                continue;
            }

            var list = (IList)value;
            for (var k = 0; k < list.Count; k++)
                Tell(report, slot.Name, slot.NameAt(k), (Base)list[k]!, slot.TypeOf((Base)list[k]!).Kind);
        }

        stack.Pop(from);
    }

    /// <summary>What told of it was changed, so that it may not all be there any more.</summary>
    public void Untell() => _told = null;

    /// <summary>Adds what becomes of each of its elements.</summary>
    public void AddChanges(SentTexts texts, List<PlannedChange> changes)
    {
        if (_told is null)
        {
            foreach (var (path, element) in ElementTree.Children(Mapped.Resource, ""))
                changes.Add(Line(path, texts.CodeOf(Phrases.NameAt(path), element, isSaid: null)));
            return;
        }

        foreach (var (line, reference) in _references ?? [])
        {
            if (texts.IsSent(reference))
                _told[line] = _told[line] with { Code = PlannedChange.Moved };
        }

        // What no text says may stand elsewhere.
        for (var i = 0; texts.Unsaid != PlannedChange.Dropped && i < _told.Count; i++)
        {
            if (_told[i].Code == PlannedChange.Dropped)
                _told[i] = _told[i] with { Code = texts.Unsaid };
        }

        changes.AddRange(_told);
    }

    private void Tell(ReportText report, string name, string path, Base element, ElementKind kind)
    {
        // Its narrative was told before.
        var isSaid = kind == ElementKind.Narrative || report.AddElement(name, element, kind);
        if (kind == ElementKind.Reference && ((ResourceReference)element).Identifier is not null)
            (_references ??= []).Add((_told!.Count, (ResourceReference)element));
        _told!.Add(Line(path, isSaid ? PlannedChange.SaidInText : PlannedChange.Dropped));
    }

    private PlannedChange Line(string path, string code) => new(_type, _name ??= ShapeDraft.NameOf(Mapped.Identifier), path, code, LossReason.NotTaken);
}
