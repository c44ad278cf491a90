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
        var parts = Parts(record, resources);
        var document = ReportDocument.Of(rules.Profile.Document, record, parts);
        var text = ((DocumentReference)document.Resource).Content[0].Attachment;
        return Draft(resources, parts, document with { Role = role }, plan =>
            ((DocumentReference)plan.Copy).Content is [{ Attachment: { } sent }, ..] && ReferenceEquals(sent, text) && parts.Text.Length <= rules.Profile.Document.MaxLength);
    }

    /// <summary>A QuestionnaireResponse with the report and what a machine may want of it.</summary>
    public PlanDraft Questionnaire(ClinicRecord record, IReadOnlyList<MappedResource> resources)
    {
        if (Obstacle(nameof(QuestionnaireResponse)) is { } obstacle)
            return obstacle;
        var parts = Parts(record, resources);
        var answers = ReportAnswers.Of(record, parts);
        var text = ((QuestionnaireResponse)answers.Resource).Item[^1];
        return Draft(resources, parts, answers, plan => ReferenceEquals(((QuestionnaireResponse)plan.Copy).Item.LastOrDefault(), text));
    }

    private PlanDraft? Obstacle(string type) => rules.Of(type) is not { } known || !known.Type.MayTake("create") ? new PlanDraft { Obstacle = (type, "taken") } : null;

    private PlanDraft Draft(IReadOnlyList<MappedResource> resources, ReportParts parts, MappedResource report, Func<ResourcePlan, bool> isWhole)
    {
        var type = report.Resource.TypeName;
        var plan = new ResourcePlan(report, rules.Profile, rules.Of(type)!, isSpent: true);
        ElementWalk.Run(plan, References.Without(plan.References.All, reference => References.CanStand(rules.Profile, reference)));
        CodeRules.Apply(plan);
        FormRules.Apply(plan);
        FormRules.Require(plan);
        plan.References.Settle();
        LimitRules.Apply(plan);
        // What is cut, or put into bytes otherwise than it was said, has to be read again.
        if (!isWhole(plan) || parts.Text.AsSpan().ContainsAnyInRange('\uD800', '\uDFFF'))
        {
            foreach (var each in parts.Told)
                each.Untell();
        }

        return new PlanDraft
        {
            Obstacle = plan.Obstacle is { } obstacle ? ($"{type}.{obstacle.Path}", obstacle.Expected) : null,
            Parties = [.. resources.Where(each => each.Role == ResourceRole.Party)],
            Staying = parts.Told,
            Added = [plan],
        };
    }

    private ReportParts Parts(ClinicRecord record, IReadOnlyList<MappedResource> resources)
    {
        List<StayingResource> told = new(resources.Count);
        foreach (var each in resources)
        {
            if (each.Role != ResourceRole.Party)
                told.Add(new StayingResource(each));
        }

        List<StayingResource> inOrder = new(told.Count);
        inOrder.AddRange(told.Where(each => each.Mapped.Role == ResourceRole.Main));
        inOrder.AddRange(told.Where(each => each.Mapped.Role != ResourceRole.Main));
        var text = ReportText.Begin(phrases, beside: null);
        text.Add(words.ReportOf(record.Kind, record.Id!, record.Version));
        foreach (var each in inOrder)
            each.NarrateTo(text);
        foreach (var each in inOrder)
            each.TellTo(text);
        return new ReportParts(inOrder[0].Mapped, text.Finish(), told, [.. inOrder.Select(each => each.Mapped)]);
    }
}
