using FhirAdapter.Records;
using FhirAdapter.Routes.Texts;
using FhirAdapter.Shapes;
using Hl7.Fhir.Model;

namespace FhirAdapter.Routes;

/// <summary>One way while it is planned: what goes by it, what does not, and from both the lines of the loss report.</summary>
internal sealed class PlanDraft
{
    /// <summary>Why the record cannot go this way.</summary>
    public (string Path, string Expected)? Obstacle { get; init; }

    /// <summary>Those who go along unchanged: patients and practitioners.</summary>
    public IReadOnlyList<MappedResource> Parties { get; init; } = [];

    /// <summary>The resources of the record that go, in the order of the record.</summary>
    public IReadOnlyList<ResourcePlan> Going { get; init; } = [];

    /// <summary>The resources of the record that do not go.</summary>
    public IReadOnlyList<MappedResource> Staying { get; init; } = [];

    /// <summary>What goes and was none of the record's resources.</summary>
    public IReadOnlyList<ResourcePlan> Added { get; init; } = [];

    public IReadOnlyList<MappedResource> Resources =>
        [.. Parties, .. Going.Select(plan => plan.Finish()), .. Added.Select(plan => plan.Finish())];

    /// <summary>The same with what another way adds beside it.</summary>
    public PlanDraft With(PlanDraft report) => new()
    {
        Obstacle = Obstacle ?? report.Obstacle,
        Parties = Parties,
        Going = Going,
        Staying = Staying,
        // Beside the record's own resources a report is a part.
        Added = report.Added,
    };

    /// <summary>Keeps the record from going where the server turns out not to know what one of these changes leads to.</summary>
    public void Require(IReadOnlyList<PlannedChange> changes)
    {
        foreach (var plan in Going.Concat(Added))
        {
            var name = ShapeDraft.NameOf(plan.Mapped.Identifier);
            plan.Require(path => changes.Any(change => change.ResourceType == plan.Copy.TypeName && change.Identifier == name && change.Path == path));
        }
    }

    /// <summary>Every difference from what the record became.</summary>
    public IEnumerable<PlannedChange> Changes(Phrases phrases)
    {
        var texts = new SentTexts(phrases, [.. Going, .. Added]);
        foreach (var plan in Going)
        {
            var name = ShapeDraft.NameOf(plan.Mapped.Identifier);
            foreach (var lost in plan.Lost)
                yield return new PlannedChange(plan.Copy.TypeName, name, lost.Path, texts.CodeOf(lost.Path, lost.Element, lost.IsReplaced), lost.Reason);
            foreach (var (path, code, reason) in plan.Altered)
                yield return new PlannedChange(plan.Copy.TypeName, name, path, code, reason);
        }

        foreach (var plan in Going.Concat(Added))
        {
            var name = ShapeDraft.NameOf(plan.Mapped.Identifier);
            foreach (var each in plan.Uncertain)
            {
                var code = texts.Says(each.Path, each.Element) ? PlannedChange.SaidInTextIfUnknown : PlannedChange.DroppedIfUnknown;
                yield return new PlannedChange(plan.Copy.TypeName, name, each.Path, code, LossReason.TargetUnknown);
            }
        }

        foreach (var mapped in Staying)
        {
            var name = ShapeDraft.NameOf(mapped.Identifier);
            foreach (var (path, element) in ElementTree.Children(mapped.Resource, ""))
                yield return new PlannedChange(mapped.Resource.TypeName, name, path, texts.CodeOf(path, element, isReplaced: false), LossReason.NotTaken);
        }

        foreach (var plan in Added)
            yield return new PlannedChange(plan.Copy.TypeName, ShapeDraft.NameOf(plan.Mapped.Identifier), "", PlannedChange.Added, LossReason.Text);
    }
}
