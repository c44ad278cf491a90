using System.Collections.Concurrent;
using FhirAdapter.Records;
using FhirAdapter.Records.Mapping;
using FhirAdapter.Routes.Texts;
using FhirAdapter.WriteProfiles;
using Hl7.Fhir.Model;

namespace FhirAdapter.Routes;

/// <summary>A record as a report for people: in a document, or as the answers to the questionnaire of a needling session.</summary>
/// <param name="profile">What the server takes.</param>
/// <param name="words">The language of the report.</param>
/// <param name="phrases">Says elements in it.</param>
internal sealed class ReportWay(WriteProfile profile, Words words, Phrases phrases)
{
    private readonly ConcurrentDictionary<string, ElementNode> _rules = new(StringComparer.Ordinal);

    /// <summary>A DocumentReference with the report in plain text.</summary>
    /// <param name="record">The record.</param>
    /// <param name="resources">What it became.</param>
    /// <param name="role">The record itself, or a part of it where its own resources go too.</param>
    public PlanDraft Document(ClinicRecord record, IReadOnlyList<MappedResource> resources, ResourceRole role) =>
        Draft(resources, ReportDocument.Of(profile.Document, record, Parts(record, resources)) with { Role = role });

    /// <summary>A QuestionnaireResponse with the report and what a machine may want of it.</summary>
    public PlanDraft Questionnaire(ClinicRecord record, IReadOnlyList<MappedResource> resources) =>
        Draft(resources, ReportAnswers.Of(record, Parts(record, resources)));

    private PlanDraft Draft(IReadOnlyList<MappedResource> resources, MappedResource report)
    {
        var type = report.Resource.TypeName;
        if (profile.Of(type) is not { } known || !known.MayTake("create"))
            return new PlanDraft { Obstacle = (type, "taken") };
        var rules = _rules.GetOrAdd(type, static (_, each) => ElementNode.Of(each), known);
        var plan = new ResourcePlan(report, profile, known, rules);
        new ElementWalk(plan, rules, References.Without(profile, plan.References)).Run();
        CodeRules.Apply(plan);
        FormRules.Apply(plan);
        FormRules.Require(plan);
        plan.SettleUncertain();
        LimitRules.Apply(plan);
        return new PlanDraft
        {
            Obstacle = plan.Obstacle is { } obstacle ? ($"{type}.{obstacle.Path}", obstacle.Expected) : null,
            Parties = [.. resources.Where(each => each.Role == ResourceRole.Party)],
            Staying = [.. resources.Where(each => each.Role != ResourceRole.Party)],
            Added = [plan],
        };
    }

    private ReportParts Parts(ClinicRecord record, IReadOnlyList<MappedResource> resources)
    {
        List<MappedResource> own = [.. resources.Where(each => each.Role != ResourceRole.Party).OrderBy(each => each.Role)];
        var text = new ReportText(phrases, []);
        text.Add(words.ReportOf(record.Kind, record.Id!, record.Version));
        foreach (var each in own)
            text.AddNarrative(each.Resource);
        foreach (var each in own)
            text.AddElements(each.Resource);
        return new ReportParts(own[0], string.Join('\n', text.Lines), own);
    }
}
