using Hl7.Fhir.Model;

namespace FhirAdapter.Tests.Shapes;

/// <summary>
/// What US Core 6.1 and IPS 2.0 demand of the resources that the adapter sends, written down anew and apart from the shapes: a fault is told
/// by the name of its rule.
/// </summary>
internal static class GuideRules
{
    private const string Hl7Category = "http://terminology.hl7.org/CodeSystem/condition-category";
    private const string UsCoreCategory = "http://hl7.org/fhir/us/core/CodeSystem/condition-category";
    private const string UsCore = "http://hl7.org/fhir/us/core/StructureDefinition/";
    private const string Ips = "http://hl7.org/fhir/uv/ips/StructureDefinition/";

    public static IReadOnlyList<string> FaultsOfUsCore(Resource resource) => [.. resource switch
    {
        Procedure procedure => Of(procedure),
        Condition condition => Of(condition),
        Observation observation => Of(observation),
        _ => [],
    }];

    public static IReadOnlyList<string> FaultsOfIps(Resource resource) => [.. resource switch
    {
        Procedure procedure => Failed(
            (procedure.Code is not null, "code 1..1"),
            (procedure.Performed is not null, "performed 1..1"),
            (procedure.Performed is Period or FhirDateTime, "performed is a dateTime or a Period"),
            (Claims(procedure, Ips + "Procedure-uv-ips|2.0.0"), "claim")),
        Condition condition => Failed(
            (condition.Code is not null, "code 1..1"),
            (condition.Category.TrueForAll(c => c.Coding.TrueForAll(coding => coding.System == Hl7Category)), "category extensible"),
            (Claims(condition, Ips + "Condition-uv-ips|2.0.0"), "claim")),
        _ => [],
    }];

    private static IEnumerable<string> Of(Procedure procedure) => Failed(
        (procedure.Status is not null, "status 1..1"),
        (procedure.Code is not null, "code 1..1"),
        (procedure.Code?.Coding.Exists(c => c.System is "http://snomed.info/sct" or "http://www.ama-assn.org/go/cpt") == true, "code extensible"),
        (procedure.Subject is not null, "subject 1..1"),
        (procedure.Status is not (EventStatus.Completed or EventStatus.InProgress) || procedure.Performed is not null, "us-core-7"),
        (Claims(procedure, UsCore + "us-core-procedure|6.1.0"), "claim"));

    private static IEnumerable<string> Of(Condition condition)
    {
        var categories = condition.Category.SelectMany(c => c.Coding).ToList();
        var isDiagnosis = categories.Exists(c => c is { System: Hl7Category, Code: "encounter-diagnosis" });
        var isConcern = categories.Exists(c => c is { System: Hl7Category, Code: "problem-list-item" } or { System: UsCoreCategory, Code: "health-concern" });
        return Failed(
            (isDiagnosis || isConcern, "category 1..*"),
            (condition.Code is not null, "code 1..1"),
            (condition.Subject is not null, "subject 1..1"),
            (condition.Abatement is null || condition.ClinicalStatus?.Coding[0].Code is "resolved" or "remission" or "inactive", "con-4"),
            (condition.VerificationStatus?.Coding[0].Code != "entered-in-error" || condition.ClinicalStatus is null, "con-5"),
            (Claims(condition, UsCore + (isDiagnosis ? "us-core-condition-encounter-diagnosis" : "us-core-condition-problems-health-concerns") + "|6.1.0"), "claim"));
    }

    private static IEnumerable<string> Of(Observation observation)
    {
        var surveys = observation.Category.SelectMany(c => c.Coding).Count(c => c.Code == "survey");
        return Failed(
            (observation.Category.Count > 0 || observation.Meta?.Profile.Any() != true, "category 1..*"),
            (surveys <= 1, "category survey once"),
            (observation.Code is not null, "code 1..1"),
            (observation.Subject is not null, "subject 1..1"),
            (observation.Performer.TrueForAll(p => p.Type is "Practitioner" or "Organization" or "Patient" or "PractitionerRole" or "CareTeam" or "RelatedPerson"), "performer"),
            (observation.DerivedFrom.TrueForAll(d => d.Type is "Observation" or "QuestionnaireResponse"), "derivedFrom"),
            (observation.Effective is not FhirDateTime { Value.Length: < 10 }, "us-core-1"),
            (observation.Value is not null || observation.DataAbsentReason is not null || observation.Component.Count > 0 || observation.HasMember.Count > 0, "us-core-2"),
            (observation.Value is not Quantity { System: not (null or "http://unitsofmeasure.org") }, "us-core-3"),
            ((surveys == 1) == Claims(observation, UsCore + "us-core-observation-screening-assessment|6.1.0"), "claim"));
    }

    private static bool Claims(Resource resource, string profile) => resource.Meta?.Profile.SequenceEqual([profile]) == true;

    private static IEnumerable<string> Failed(params (bool Holds, string Rule)[] rules) => rules.Where(r => !r.Holds).Select(r => r.Rule);
}
