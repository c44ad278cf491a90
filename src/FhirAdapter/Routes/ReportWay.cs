using FhirAdapter.Records;
using FhirAdapter.Records.Mapping;
using FhirAdapter.Routes.Texts;
using Hl7.Fhir.Model;

namespace FhirAdapter.Routes;

/// <summary>A record as a report for people: in a document, or as the answers to the questionnaire of a needling session.</summary>
/// <param name="rules">What the server takes.</param>
/// <param name="words">The language of the report.</param>
/// <param name="phrases">Says elements in it.</param>
internal sealed class ReportWay(ProfileRules rules, Words words, Phrases phrases)
{
    /// <summary>A DocumentReference with the report in plain text.</summary>
    /// <param name="record">The record.</param>
    /// <param name="resources">What it became.</param>
    /// <param name="role">The record itself, or a part of it where its own resources go too.</param>
    public PlanDraft Document(ClinicRecord record, IReadOnlyList<MappedResource> resources, ResourceRole role)
    {
        if (Obstacle(nameof(DocumentReference)) is { } obstacle)
            return obstacle;
        var parts = Parts(resources);
        var document = ReportDocument.Of(rules.Profile.Document, record, parts);
        return Draft(record, resources, parts, document with { Resource = document.Resource with { Role = role } });
    }

    /// <summary>A QuestionnaireResponse with the report and what a machine may want of it.</summary>
    public PlanDraft Questionnaire(ClinicRecord record, IReadOnlyList<MappedResource> resources)
    {
        if (Obstacle(nameof(QuestionnaireResponse)) is { } obstacle)
            return obstacle;
        var parts = Parts(resources);
        return Draft(record, resources, parts, ReportAnswers.Of(record, parts));
    }

    private PlanDraft? Obstacle(string type) => rules.Of(type) is not { } known || !known.Type.MayTake("create") ? new PlanDraft { Obstacle = (type, "taken") } : null;

    private PlanDraft Draft(ClinicRecord record, IReadOnlyList<MappedResource> resources, ReportParts parts, ReportSkeleton report)
    {
        var type = report.Resource.Resource.TypeName;
        var plan = new ResourcePlan(report.Resource, rules.Profile, rules.Of(type)!, isSpent: true);
        ElementWalk.Run(plan, References.Without(plan.References.All, reference => References.CanStand(rules.Profile, reference)));
        CodeRules.Apply(plan);
        FormRules.Apply(plan);
        FormRules.Require(plan);
        if (plan.Obstacle is { } obstacle)
            return new PlanDraft { Obstacle = ($"{type}.{obstacle.Path}", obstacle.Expected) };
        plan.References.Settle();
        var text = Text(record, parts, plan.References.Uncertain);
        report.Put(text);
        LimitRules.Apply(plan);
        // What is cut, or put into bytes otherwise than it was said, has to be read again.
        if (!report.IsWhole(plan, text) || text.AsSpan().ContainsAnyInRange('\uD800', '\uDFFF'))
        {
            foreach (var each in parts.Told)
                each.Untell();
            foreach (var each in plan.References.Uncertain)
                each.IsSaid = null;
        }

        return new PlanDraft
        {
            Parties = [.. resources.Where(each => each.Role == ResourceRole.Party)],
            Staying = parts.Told,
            Added = [plan],
        };
    }

    private static ReportParts Parts(IReadOnlyList<MappedResource> resources)
    {
        List<StayingResource> told = new(resources.Count);
        foreach (var each in resources)
        {
            if (each.Role != ResourceRole.Party)
                told.Add(new StayingResource(each));
        }

        // The main resource comes last of those that it refers to, and first in a report.
        List<StayingResource> inOrder = new(told.Count);
        Add(told, isMain: true, inOrder);
        Add(told, isMain: false, inOrder);
        return new ReportParts(inOrder[0].Mapped, told, inOrder);
    }

    private static void Add(List<StayingResource> told, bool isMain, List<StayingResource> inOrder)
    {
        foreach (var each in told)
        {
            if (each.Mapped.Role == ResourceRole.Main == isMain)
                inOrder.Add(each);
        }
    }

    private string Text(ClinicRecord record, ReportParts parts, List<UncertainReference> uncertain)
    {
        var text = ReportText.Begin(phrases, beside: null);
        text.Add(words.ReportOf(record.Kind, record.Id!, record.Version));
        foreach (var each in parts.InOrder)
            each.NarrateTo(text);
        foreach (var each in parts.InOrder)
            each.TellTo(text);
        foreach (var each in uncertain)
            each.IsSaid = text.Says(Phrases.NameAt(each.Path), each.Element) ? true : null;
        return text.Finish();
    }
}
