using System.Globalization;
using System.Text;
using FhirAdapter.Records;
using FhirAdapter.Records.Mapping;
using FhirAdapter.Routes.Texts;
using FhirAdapter.WriteProfiles;
using Hl7.Fhir.Model;

namespace FhirAdapter.Routes;

/// <summary>A record as a report for people: in a document, or as the answers to the questionnaire of a needling session.</summary>
internal static class ReportWay
{
    /// <summary>A DocumentReference with the report in plain text.</summary>
    /// <param name="profile">What the server takes.</param>
    /// <param name="record">The record.</param>
    /// <param name="resources">What it became.</param>
    /// <param name="role">The record itself, or a part of it where its own resources go too.</param>
    public static PlanDraft Document(WriteProfile profile, ClinicRecord record, IReadOnlyList<MappedResource> resources, ResourceRole role) =>
        Draft(profile, resources, ReportDocument.Of(profile.Document, record, Parts(record, resources)) with { Role = role });

    /// <summary>A QuestionnaireResponse with the report and what a machine may want of it.</summary>
    public static PlanDraft Questionnaire(WriteProfile profile, ClinicRecord record, IReadOnlyList<MappedResource> resources) =>
        Draft(profile, resources, ReportAnswers.Of(record, Parts(record, resources)));

    private static PlanDraft Draft(WriteProfile profile, IReadOnlyList<MappedResource> resources, MappedResource report)
    {
        var type = report.Resource.TypeName;
        if (profile.Of(type) is not { } known || !known.MayTake("create"))
            return new PlanDraft { Obstacle = (type, "taken") };
        var plan = new ResourcePlan(report, profile, known);
        new ElementWalk(plan, ElementNode.Of(known), References.Without(profile, plan.References)).Run();
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

    private static ReportParts Parts(ClinicRecord record, IReadOnlyList<MappedResource> resources)
    {
        List<MappedResource> own = [.. resources.Where(each => each.Role != ResourceRole.Party).OrderBy(each => each.Role)];
        var text = new ReportText([]);
        text.Add(string.Create(CultureInfo.InvariantCulture, $"{RecordKindCode.Of(record.Kind)} {record.Id}, version {record.Version}"));
        foreach (var each in own)
            text.AddNarrative(each.Resource);
        foreach (var each in own)
            text.AddElements(each.Resource);
        return new ReportParts(own[0], string.Join('\n', text.Lines));
    }
}
