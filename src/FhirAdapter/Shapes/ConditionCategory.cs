namespace FhirAdapter.Shapes;

/// <summary>What a destination takes the clinic's Conditions for (<c>Condition.category</c>).</summary>
public enum ConditionCategory
{
    /// <summary>
    /// A diagnosis of the encounter where the record names one, else a health concern. IPS knows neither health concerns nor anything like them:
    /// there a Condition without an encounter has no category.
    /// </summary>
    Auto = 0,

    /// <summary>Always a diagnosis of the encounter.</summary>
    EncounterDiagnosis = 1,

    /// <summary>Always a health concern, a category of US Core.</summary>
    HealthConcern = 2,

    /// <summary>Always on the problem list of the hospital. Only where the hospital's clinicians asked for it: the list is theirs.</summary>
    ProblemListItem = 3,
}
