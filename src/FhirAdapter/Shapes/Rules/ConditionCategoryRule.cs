using Hl7.Fhir.Model;

namespace FhirAdapter.Shapes.Rules;

/// <summary>Gives a Condition the category that the destination takes it for.</summary>
internal sealed class ConditionCategoryRule(ConditionCategory choice, bool isUsCore) : IShapeRule
{
    private const string Hl7System = "http://terminology.hl7.org/CodeSystem/condition-category";
    private const string UsCoreSystem = "http://hl7.org/fhir/us/core/CodeSystem/condition-category";

    public string Description => choice switch
    {
        ConditionCategory.EncounterDiagnosis => "makes every Condition an encounter-diagnosis",
        ConditionCategory.HealthConcern => "makes every Condition a health-concern",
        ConditionCategory.ProblemListItem => "makes every Condition a problem-list-item",
        _ when isUsCore => "adds the category health-concern to a Condition that has none, or encounter-diagnosis where it has an encounter",
        _ => "drops the category health-concern, which is US Core's own",
    };

    public void Apply(ShapeDraft draft)
    {
        if (draft.Resource is not Condition condition || Wanted(condition) is var (system, code) && IsAlready(condition, system, code))
            return;
        for (var i = 0; i < condition.Category.Count; i++)
            draft.Dropped($"category[{i}]");
        condition.Category = code is null ? [] : [new CodeableConcept(system, code)];
        if (code is not null)
            draft.Added("category[0]");
    }

    private (string System, string? Code) Wanted(Condition condition) => choice switch
    {
        ConditionCategory.EncounterDiagnosis => (Hl7System, "encounter-diagnosis"),
        ConditionCategory.HealthConcern => (UsCoreSystem, "health-concern"),
        ConditionCategory.ProblemListItem => (Hl7System, "problem-list-item"),
        _ when condition.Encounter is not null => (Hl7System, "encounter-diagnosis"),
        _ => isUsCore ? (UsCoreSystem, "health-concern") : ("", null),
    };

    private static bool IsAlready(Condition condition, string system, string? code) =>
        code is null ? condition.Category.Count == 0
        : condition.Category is [{ Coding: [{ } only] }] && only.System == system && only.Code == code;
}
