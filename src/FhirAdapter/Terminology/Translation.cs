namespace FhirAdapter.Terminology;

/// <summary>What an own code is called in another code system (FHIR R4 <c>ConceptMap.group.element.target</c>).</summary>
/// <param name="System">The other code system's URI.</param>
/// <param name="Code">The code there.</param>
/// <param name="Display">Its name there, exactly as that code system has it, where we may pass it on.</param>
/// <param name="Equivalence">How the target relates to the own code: <c>equivalent</c>, <c>wider</c> (the target means more),
/// <c>relatedto</c>, <c>inexact</c>.</param>
/// <param name="Unit">The unit (UCUM) of the value that the target is right for, where it is not right for every one.</param>
internal sealed record Translation(string System, string Code, string? Display, string Equivalence, string? Unit)
{
    /// <summary>The number of muscles that the target is right for, where it is not right for every one.</summary>
    public MuscleCount? Muscles { get; init; }

    /// <summary>The name of the operator's file that it comes from; <see langword="null"/> for what is shipped.</summary>
    public string? Origin { get; init; }
}
