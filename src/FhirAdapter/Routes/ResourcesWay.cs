using FhirAdapter.Records;
using FhirAdapter.Records.Mapping;
using FhirAdapter.Routes.Texts;
using FhirAdapter.Shapes.Elements;
using FhirAdapter.WriteProfiles;
using Hl7.Fhir.Model;

namespace FhirAdapter.Routes;

/// <summary>A record as the resources it became, as far as the server takes them.</summary>
internal sealed class ResourcesWay(ProfileRules rules, Words words, Phrases phrases)
{
    private readonly WriteProfile _profile = rules.Profile;

    public PlanDraft Plan(IReadOnlyList<MappedResource> resources)
    {
        // What goes of no record need not be looked at, and what refers to it goes without at once.
        List<MappedResource> staying = [];
        foreach (var each in resources)
        {
            if (each.Role == ResourceRole.Part && !IsTaken(each) && !IsMissed(each))
                staying.Add(each);
        }

        List<ResourcePlan> planned = [];
        while (true)
        {
            var going = new List<ResourcePlan>(resources.Count);
            var before = staying.Count;
            foreach (var mapped in resources)
            {
                if (mapped.Role == ResourceRole.Party || Stays(staying, mapped.Resource.TypeName, mapped.Identifier))
                    continue;
                var (plan, obstacle) = Planned(planned, mapped, staying) ?? Plan(mapped, staying);
                if (plan is not null && obstacle is null)
                    going.Add(plan);
                else if (mapped.Role == ResourceRole.Main || IsMissed(mapped))
                    return new PlanDraft { Obstacle = obstacle };
                else
                    staying.Add(mapped);
            }

            // What refers to one that stays is planned anew without the reference.
            if (staying.Count == before)
                return Finish(resources, going, staying);
            planned = going;
        }
    }

    // As it was planned before, unless it refers to what stays since.
    private static (ResourcePlan? Plan, (string Path, string Expected)? Obstacle)? Planned(List<ResourcePlan> planned, MappedResource mapped, List<MappedResource> staying)
    {
        var plan = planned.Find(each => ReferenceEquals(each.Mapped, mapped));
        if (plan is null)
            return null;
        foreach (var reference in plan.References.All)
        {
            if (reference is not null && Stays(staying, reference.TargetType, reference.Target))
                return null;
        }

        return (plan, null);
    }

    /// <summary>One resource without what the server would not take of it, whatever else the server asks of one that is created: what is there has to be taken back.</summary>
    public MappedResource Fit(MappedResource mapped) => rules.Of(mapped.Resource.TypeName) is { } known ? Plan(mapped, [], known).Finish() : mapped;

    private (ResourcePlan? Plan, (string Path, string Expected)? Obstacle) Plan(MappedResource mapped, List<MappedResource> staying)
    {
        var name = mapped.Resource.TypeName;
        if (!IsTaken(mapped) || rules.Of(name) is not { } known)
            return (null, (name, IsMissed(mapped) ? "offered by the server" : "taken"));
        // What has no code that is taken, or lacks what is asked for, need not be gone through.
        if (known.Bar(mapped.Resource) is { } bar)
            return (null, ($"{name}.{bar.Path}", bar.Expected));
        var plan = Plan(mapped, staying, known);
        return (plan, plan.Obstacle is { } obstacle ? ($"{name}.{obstacle.Path}", obstacle.Expected) : null);
    }

    private ResourcePlan Plan(MappedResource mapped, List<MappedResource> staying, TypeRules known)
    {
        var plan = new ResourcePlan(mapped, _profile, known);
        ElementWalk.Run(plan, References.Without(plan.References.All, reference => Goes(reference, staying)));
        CodeRules.Apply(plan);
        FormRules.Apply(plan);
        FormRules.Require(plan);
        plan.References.Settle();
        plan.References.Free(MayBeMissing);
        return plan;
    }

    private bool IsTaken(MappedResource mapped) => _profile.Of(mapped.Resource.TypeName)?.MayTake("create") == true;

    // That a kind of server takes no such part was known when the profile was chosen; that this one does not was not.
    private bool IsMissed(MappedResource mapped) => _profile.Of(mapped.Resource.TypeName) is { IsOffered: false };

    /// <summary>Whether a record of a kind may go as the resource that others refer to.</summary>
    public bool IsNative(RecordKind kind) => Ways(kind).Any(IsNative);

    private bool Goes(OpenReference reference, List<MappedResource> staying) =>
        !Stays(staying, reference.TargetType, reference.Target)
        && References.CanStand(_profile, reference)
        && (reference.Record is not { } other || (IsNative(other.Kind) && _profile.Of(reference.TargetType)?.MayTake("create") == true));

    // Whether the other record could go as a resource is known only when it is planned.
    private bool MayBeMissing(OpenReference reference) => reference.Record is { } other && !Ways(other.Kind).All(IsNative);

    private IReadOnlyList<Route> Ways(RecordKind kind) => _profile.RoutesOf(kind);

    /// <summary>Whether records go by a way as the resources they became.</summary>
    public static bool IsNative(Route way) => way is Route.Resources or Route.ResourcesAndDocument;

    private PlanDraft Finish(IReadOnlyList<MappedResource> resources, List<ResourcePlan> going, List<MappedResource> staying)
    {
        List<MappedResource> parties = [];
        List<StayingResource> left = [];
        foreach (var each in resources)
        {
            if (each.Role == ResourceRole.Party)
                parties.Add(each);
            if (staying.Count > 0 && Stays(staying, each.Resource.TypeName, each.Identifier))
                left.Add(new StayingResource(each));
        }

        foreach (var plan in going)
        {
            var told = plan.Mapped.Role == ResourceRole.Main ? left : [];
            if (plan.Type.TextIn is not null)
                SayWhatIsLost(plan, told);
            var before = plan.Changes;
            LimitRules.Apply(plan);
            if (plan.Changes != before)
                Untell(plan, told);
        }

        return new PlanDraft { Parties = parties, Going = going, Staying = left };
    }

    private void SayWhatIsLost(ResourcePlan plan, List<StayingResource> staying)
    {
        if (Notes.Of(plan.Copy) is not { } notes)
            return;
        var report = ReportText.Begin(phrases, plan.Copy);
        foreach (var each in staying)
            each.NarrateTo(report);
        foreach (var lost in plan.Lost)
            lost.IsSaid = report.AddElement(Phrases.NameAt(lost.Path), lost.Element, ElementType.Of(lost.Element).Kind);
        foreach (var each in plan.References.Uncertain)
            each.IsSaid = report.AddElement(Phrases.NameAt(each.Path), each.Element, ElementType.Of(each.Element).Kind);
        foreach (var each in staying)
            each.TellTo(report);
        var text = report.Finish();
        if (text.Length == 0)
            return;
        plan.Altered.Add(($"note[{notes.Count}]", PlannedChange.Added, LossReason.Text));
        notes.Add(plan.Origins.Add(new Annotation { Author = new FhirString(words.SummaryAuthor), Text = text }));
    }

    // A text that was cut, or an element that went since, has to be read again.
    private static void Untell(ResourcePlan plan, List<StayingResource> staying)
    {
        foreach (var lost in plan.Lost)
            lost.IsSaid = null;
        foreach (var each in plan.References.Uncertain)
            each.IsSaid = null;
        foreach (var each in staying)
            each.Untell();
    }

    private static bool Stays(List<MappedResource> staying, string type, BusinessIdentifier identifier)
    {
        foreach (var each in staying)
        {
            if (each.Resource.TypeName == type && (ReferenceEquals(each.Identifier, identifier) || each.Identifier.Equals(identifier)))
                return true;
        }

        return false;
    }
}
