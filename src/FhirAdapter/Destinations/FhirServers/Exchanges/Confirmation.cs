using FhirAdapter.Destinations.FhirServers.Bundles;
using FhirAdapter.Destinations.FhirServers.Capability;
using FhirAdapter.Destinations.FhirServers.Identity;
using FhirAdapter.Failures;

namespace FhirAdapter.Destinations.FhirServers.Exchanges;

/// <summary>Looks after a wave whether what arrived is there once and under the id that was named, where the server has yet to earn being believed.</summary>
internal static class Confirmation
{
    /// <returns>Why nothing more is to be sent, where a question met that.</returns>
    public static async Task<Stop?> RunAsync(
        List<WriteRequest> wave, ServerSession session, IdentityCheck identities, Doubles doubles, CancellationToken cancellationToken)
    {
        if (Asked(wave, session) is not { Count: > 0 } asked)
            return null;
        var (findings, stop) = await identities.RunAsync(asked, cancellationToken).ConfigureAwait(false);
        var areRight = true;
        foreach (var (target, finding) in findings)
        {
            var isSettled = false;
            if (finding == IdentityFinding.Doubled && stop is null)
                (isSettled, stop) = await doubles.SettleAsync(target.Entry!, cancellationToken).ConfigureAwait(false);
            if (finding == IdentityFinding.Doubled && stop is not null)
                target.Entry!.Unit.Defer(stop.Failure, stop.UsesAttempt, stop.NotBefore);
            else if (!isSettled)
                areRight &= Settle(target.Entry!, finding);
        }
        if (stop is null)
        {
            session.Trust.Checked(areRight);
            return null;
        }
        // What could not be asked is asked when it is tried again: until then it did not arrive.
        foreach (var target in asked)
        {
            if (!findings.ContainsKey(target))
                target.Entry!.Unit.Defer(stop.Failure, stop.UsesAttempt, stop.NotBefore);
        }
        return stop;
    }

    private static List<Target>? Asked(List<WriteRequest> wave, ServerSession session)
    {
        List<Target>? asked = null;
        foreach (var request in wave)
        {
            if (request.Reply is null)
                continue;
            var isAsked = session.Trust.Asks(isAtomic: true, request.WasRepeated);
            for (var i = 0; i < request.Entries.Count; i++)
            {
                var entry = request.Entries[i];
                if (entry.State != EntryState.Arrived || entry.Self.IsConfirmed || entry.IsNameless || request.Interactions[i] == Interaction.Update || entry.Unit.State != UnitState.Open)
                    continue;
                if (isAsked || entry.Unit.WasTried || entry.Unit.IsParty || !session.Plan.IsAtomic(entry.Type))
                    (asked ??= []).Add(entry.Self);
            }
        }
        return asked;
    }

    /// <returns>Whether the answer was right.</returns>
    private static bool Settle(Entry entry, IdentityFinding finding)
    {
        switch (finding)
        {
            case IdentityFinding.Elsewhere when !entry.Unit.IsParty:
                // It is written once more where it truly is: what stands there may be older.
                entry.State = EntryState.Waiting;
                return false;
            case IdentityFinding.Elsewhere:
                return false;
            case IdentityFinding.Doubled:
                entry.Self.Forget();
                entry.State = EntryState.Waiting;
                entry.Unit.Reject(new Failure(FailureCode.IdentifierAmbiguous, entry.Type, "one resource with this identifier at the server"));
                return false;
            case IdentityFinding.AnotherResource or IdentityFinding.Absent:
                entry.Self.Forget();
                entry.State = EntryState.Waiting;
                entry.Unit.Defer(new Failure(FailureCode.OutcomeUnknown, entry.Type, "what was accepted, found by its identifier"), usesAttempt: true);
                return false;
            default:
                return true;
        }
    }
}
