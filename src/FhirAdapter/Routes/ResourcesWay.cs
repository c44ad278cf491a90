using FhirAdapter.Records;
using FhirAdapter.Records.Mapping;
using FhirAdapter.Routes.Texts;
using FhirAdapter.Shapes;
using FhirAdapter.WriteProfiles;
using Hl7.Fhir.Model;

namespace FhirAdapter.Routes;

/// <summary>A record as the resources it became, as far as the server takes them.</summary>
internal sealed class ResourcesWay(WriteProfile profile, Words words, Phrases phrases)
{
    private static readonly ElementNode Free = new();

    private readonly Dictionary<string, ElementNode> _rules =
        profile.Types.ToDictionary(type => type.Key, type => ElementNode.Of(type.Value), StringComparer.Ordinal);

    public PlanDraft Plan(IReadOnlyList<MappedResource> resources)
    {
        // What goes of no record need not be looked at, and what refers to it goes without at once.
        var staying = resources.Where(each => each.Role == ResourceRole.Part && !IsTaken(each) && !IsMissed(each)).Select(Name).ToHashSet();
        while (true)
        {
            var going = new List<ResourcePlan>(resources.Count);
            var before = staying.Count;
            foreach (var mapped in resources)
            {
                if (mapped.Role == ResourceRole.Party || staying.Contains(Name(mapped)))
                    continue;
                var (plan, obstacle) = Plan(mapped, staying);
                if (plan is not null && obstacle is null)
                    going.Add(plan);
                else if (mapped.Role == ResourceRole.Main || IsMissed(mapped))
                    return new PlanDraft { Obstacle = obstacle };
                else
                    staying.Add(Name(mapped));
            }

            // What refers to one that stays is planned anew without the reference.
            if (staying.Count == before)
                return Finish(resources, going, staying);
        }
    }

    /// <summary>One resource without what the server would not take of it; nothing where it takes none of its type.</summary>
    public MappedResource? Fit(MappedResource mapped) => Plan(mapped, []).Plan?.Finish();

    private (ResourcePlan? Plan, (string Path, string Expected)? Obstacle) Plan(
        MappedResource mapped, HashSet<(string Type, BusinessIdentifier Identifier)> staying)
    {
        var name = mapped.Resource.TypeName;
        if (!IsTaken(mapped) || profile.Of(name) is not { } type)
            return (null, (name, IsMissed(mapped) ? "offered by the server" : "taken"));
        var rules = _rules.GetValueOrDefault(name) ?? Free;
        var plan = new ResourcePlan(mapped, profile, type, rules);
        var without = plan.References.Where(reference => !Goes(reference, staying)).Select(reference => reference.Element).ToHashSet();
        new ElementWalk(plan, rules, without).Run();
        CodeRules.Apply(plan);
        FormRules.Apply(plan);
        FormRules.Require(plan);
        plan.SettleUncertain();
        plan.References = [.. plan.References.Select(reference => MayBeMissing(reference) ? reference with { Required = false } : reference)];
        return (plan, plan.Obstacle is { } obstacle ? ($"{name}.{obstacle.Path}", obstacle.Expected) : null);
    }

    private bool IsTaken(MappedResource mapped) => profile.Of(mapped.Resource.TypeName)?.MayTake("create") == true;

    // That a kind of server takes no such part was known when the profile was chosen; that this one does not was not.
    private bool IsMissed(MappedResource mapped) => profile.Of(mapped.Resource.TypeName) is { IsOffered: false };

    /// <summary>Whether a record of a kind may go as the resource that others refer to.</summary>
    public bool IsNative(RecordKind kind) => Ways(kind).Any(IsNative);

    private bool Goes(OpenReference reference, HashSet<(string Type, BusinessIdentifier Identifier)> staying) =>
        !staying.Contains((reference.TargetType, reference.Target))
        && References.CanStand(profile, reference)
        && (reference.Record is not { } other || (IsNative(other.Kind) && profile.Of(reference.TargetType)?.MayTake("create") == true));

    // Whether the other record could go as a resource is known only when it is planned.
    private bool MayBeMissing(OpenReference reference) => reference.Record is { } other && !Ways(other.Kind).All(IsNative);

    private IReadOnlyList<Route> Ways(RecordKind kind) => profile.RoutesOf(kind);

    /// <summary>Whether records go by a way as the resources they became.</summary>
    public static bool IsNative(Route way) => way is Route.Resources or Route.ResourcesAndDocument;

    private PlanDraft Finish(
        IReadOnlyList<MappedResource> resources, List<ResourcePlan> going, HashSet<(string Type, BusinessIdentifier Identifier)> staying)
    {
        List<MappedResource> left = [.. resources.Where(each => staying.Contains(Name(each)))];
        foreach (var plan in going)
        {
            if (plan.Type.TextIn is not null)
                SayWhatIsLost(plan, plan.Mapped.Role == ResourceRole.Main ? left : []);
            LimitRules.Apply(plan);
        }

        return new PlanDraft { Parties = [.. resources.Where(each => each.Role == ResourceRole.Party)], Going = going, Staying = left };
    }

    private void SayWhatIsLost(ResourcePlan plan, IReadOnlyList<MappedResource> staying)
    {
        if (Notes.Of(plan.Copy) is not { } notes)
            return;
        var report = new ReportText(phrases, SentTexts.Lines(plan.Copy));
        foreach (var mapped in staying)
            report.AddNarrative(mapped.Resource);
        foreach (var lost in plan.Lost)
            report.AddElement(lost.Path, lost.Element);
        foreach (var each in plan.Uncertain)
            report.AddElement(each.Path, each.Element);
        foreach (var mapped in staying)
            report.AddElements(mapped.Resource);
        if (report.Lines.Count == 0)
            return;
        plan.Altered.Add(($"note[{notes.Count}]", PlannedChange.Added, LossReason.Text));
        notes.Add(new Annotation { Author = new FhirString(words.SummaryAuthor), Text = string.Join('\n', report.Lines) });
        plan.Copy.SetValue("note", notes);
    }

    private static (string Type, BusinessIdentifier Identifier) Name(MappedResource mapped) => (mapped.Resource.TypeName, mapped.Identifier);
}
