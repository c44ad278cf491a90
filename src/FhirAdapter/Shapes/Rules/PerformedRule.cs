using Hl7.Fhir.Model;

namespace FhirAdapter.Shapes.Rules;

/// <summary>
/// Says of a Procedure without a time that it is not known. US Core asks for one of what is completed or in progress (us-core-7), IPS of all
/// (<c>performed[x]</c> 1..1).
/// </summary>
/// <param name="onlyWhenDone">Whether only what is completed or in progress needs a time.</param>
internal sealed class PerformedRule(bool onlyWhenDone) : IShapeRule
{
    public string Description => onlyWhenDone
        ? "adds performedDateTime with the data-absent-reason unknown to a Procedure that is completed or in progress and has no time (us-core-7)"
        : "adds performedDateTime with a data-absent-reason to a Procedure that has no time (IPS: performed[x] 1..1)";

    public void Apply(ShapeDraft draft)
    {
        if (draft.Resource is not Procedure { Performed: null } procedure)
            return;
        if (onlyWhenDone && procedure.Status is not (EventStatus.Completed or EventStatus.InProgress))
            return;
        procedure.Performed = DataAbsent.Time(procedure.Status == EventStatus.NotDone ? "not-performed" : "unknown");
        draft.Added("performedDateTime");
    }
}
