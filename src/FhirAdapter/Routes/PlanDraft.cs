using FhirAdapter.Records;
using FhirAdapter.Routes.Texts;
using FhirAdapter.Shapes;

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
    public IReadOnlyList<StayingResource> Staying { get; init; } = [];

    /// <summary>What goes and was none of the record's resources.</summary>
    public IReadOnlyList<ResourcePlan> Added { get; init; } = [];

    /// <summary>About how many lines the loss report will have.</summary>
    public int LikelyChanges => 8 + (16 * Staying.Count) + Going.Sum(plan => plan.Lost.Count + plan.Altered.Count);

    public IReadOnlyList<MappedResource> Resources
    {
        get
        {
            var resources = new List<MappedResource>(Parties.Count + Going.Count + Added.Count);
            resources.AddRange(Parties);
            foreach (var plan in Going)
                resources.Add(plan.Finish());
            foreach (var plan in Added)
                resources.Add(plan.Finish());
            return resources;
        }
    }

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
            plan.References.Require(path => changes.Any(change => change.ResourceType == plan.Copy.TypeName && change.Identifier == name && change.Path == path));
        }
    }

    /// <summary>Adds every difference from what the record became to a list.</summary>
    public void AddChanges(Phrases phrases, List<PlannedChange> changes)
    {
        IReadOnlyList<ResourcePlan> all = Added.Count == 0 ? Going : Going.Count == 0 ? Added : [.. Going, .. Added];
        var texts = new SentTexts(phrases, all, Going);
        foreach (var plan in Going)
            AddLost(plan, texts, changes);
        foreach (var plan in all)
            AddUncertain(plan, texts, changes);
        foreach (var staying in Staying)
            staying.AddChanges(texts, changes);
        foreach (var plan in Added)
            changes.Add(new PlannedChange(plan.Copy.TypeName, ShapeDraft.NameOf(plan.Mapped.Identifier), "", PlannedChange.Added, LossReason.Text));
        texts.Finish();
    }

    private static void AddLost(ResourcePlan plan, SentTexts texts, List<PlannedChange> changes)
    {
        if (plan.Lost.Count + plan.Altered.Count == 0)
            return;
        var (type, name) = (plan.Copy.TypeName, ShapeDraft.NameOf(plan.Mapped.Identifier));
        foreach (var lost in plan.Lost)
        {
            var code = lost.IsReplaced ? PlannedChange.Replaced : texts.CodeOf(Phrases.NameAt(lost.Path), lost.Element, lost.IsSaid);
            if (lost.IsKeptInPart && code == PlannedChange.Dropped)
                code = PlannedChange.Shortened;
            changes.Add(new PlannedChange(type, name, lost.Path, code, lost.Reason));
        }

        foreach (var (path, code, reason) in plan.Altered)
            changes.Add(new PlannedChange(type, name, path, code, reason));
    }

    private static void AddUncertain(ResourcePlan plan, SentTexts texts, List<PlannedChange> changes)
    {
        foreach (var each in plan.References.Uncertain)
        {
            var code = each.IsSaid ?? texts.Says(Phrases.NameAt(each.Path), each.Element) ? PlannedChange.SaidInTextIfUnknown : PlannedChange.DroppedIfUnknown;
            changes.Add(new PlannedChange(plan.Copy.TypeName, ShapeDraft.NameOf(plan.Mapped.Identifier), each.Path, code, LossReason.TargetUnknown));
        }
    }
}
