using FhirAdapter.Destinations.FhirServers.Bundles;
using FhirAdapter.Failures;

namespace FhirAdapter.Destinations.FhirServers.Exchanges;

/// <summary>Settles before each wave what can no longer be referred to: what needs it is held, what can do without names it by identifier, or leaves it out where the server takes no such reference.</summary>
internal static class References
{
    public static void Settle(Unit unit, bool takesLogical)
    {
        foreach (var entry in unit.Entries)
        {
            if (entry.State != EntryState.Waiting)
                continue;
            foreach (var each in entry.References)
            {
                if (each.IsLogical || each.Target.Literal is not null || IsComing(each.Target))
                    continue;
                if (each.Reference.Required)
                {
                    Fail(unit, each);
                    return;
                }
                each.GiveUp(takesLogical);
                entry.Body = null;
            }
        }
    }

    private static bool IsComing(Target target) => target.Entry is { Unit.State: UnitState.Open, State: not EntryState.Arrived };

    private static void Fail(Unit unit, OpenTarget reference)
    {
        var path = reference.Reference.TargetType;
        var target = reference.Target;
        if (target.Entry is { Unit: { IsParty: true } party })
            Follow(unit, party);
        else if (target.Entry is { Unit.State: UnitState.Deferred })
            unit.Defer(new Failure(FailureCode.BehindAnother, path), usesAttempt: false);
        else if (target.Entry is not null || target.IsParked)
            unit.Hold(new Failure(FailureCode.ReferenceParked, path));
        else if (reference.Reference.TargetType == "Patient")
            unit.Reject(target.Refusal ?? Nobody(target));
        else if (target.Matches > 1)
            unit.Reject(new Failure(FailureCode.IdentifierAmbiguous, path, "one resource with this identifier at the server"));
        else if (reference.Reference.Record is null && target.Matches is not null)
            unit.Reject(new Failure(FailureCode.ReferenceNotFound, path, $"a {path} with this identifier at the server"));
        else
            unit.Hold(new Failure(FailureCode.ReferenceAwaited, path));
    }

    private static Failure Nobody(Target target) => (target.WasMatched, target.Matches > 1) switch
    {
        (true, true) => new Failure(FailureCode.PatientMatchesSeveral, "Patient", "one patient of whom the server's matching is certain"),
        (true, false) => new Failure(FailureCode.PatientNotMatched, "Patient", "a patient of whom the server's matching is certain"),
        (false, true) => new Failure(FailureCode.PatientAmbiguous, "Patient", "one patient with this identifier at the server"),
        _ => new Failure(FailureCode.PatientNotFound, "Patient", "a patient with this identifier at the server"),
    };

    /// <summary>What becomes of a record whose patient could not be brought to the server.</summary>
    private static void Follow(Unit unit, Unit party)
    {
        if (party.State == UnitState.Deferred)
            unit.Defer(party.Failure!, party.UsesAttempt, party.NotBefore);
        else
            unit.Reject(party.Failure ?? new Failure(FailureCode.PatientNotFound));
    }
}
