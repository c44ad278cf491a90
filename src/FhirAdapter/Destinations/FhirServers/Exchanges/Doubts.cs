using FhirAdapter.Destinations.FhirServers.Bundles;
using FhirAdapter.Destinations.FhirServers.Identity;
using FhirAdapter.Failures;

namespace FhirAdapter.Destinations.FhirServers.Exchanges;

/// <summary>Looks, before ids from the ledger are written to or referred to for the first time, whether they are those of what they are taken for.</summary>
internal static class Doubts
{
    /// <returns>Why nothing is to be sent, where a question met that.</returns>
    public static async Task<Stop?> SettleAsync(
        DeliveryCall call, ServerSession session, IdentityCheck identities, CancellationToken cancellationToken)
    {
        if (Doubted(call, session) is not { Count: > 0 } doubted)
            return null;
        var (findings, stop) = await identities.RunAsync(doubted, cancellationToken).ConfigureAwait(false);
        foreach (var (target, finding) in findings)
        {
            if (target.IsConfirmed)
                session.Cache.Remember(target.Identity, new SearchAnswer(1, new RemoteId(target.Identity.Type, target.Id!, null)));
            if (target.Entry is { } entry)
                Settle(entry, finding);
            else if (finding is IdentityFinding.Doubled or IdentityFinding.AnotherResource or IdentityFinding.Absent)
                Forget(target, finding);
        }
        return stop;
    }

    private static HashSet<Target>? Doubted(DeliveryCall call, ServerSession session)
    {
        HashSet<Target>? doubted = null;
        foreach (var lane in call.Lanes)
        {
            foreach (var unit in lane)
            {
                foreach (var entry in unit.Entries)
                {
                    if (IsDoubtful(entry.Self, session))
                        (doubted ??= []).Add(entry.Self);
                    foreach (var each in entry.References)
                    {
                        if (IsDoubtful(each.Target, session))
                            (doubted ??= []).Add(each.Target);
                    }
                }
            }
        }
        return doubted;
    }

    private static bool IsDoubtful(Target target, ServerSession session)
    {
        // What bears no identifier cannot be known by it.
        if (target.Id is not { } id || target.IsConfirmed || session.Plan.IsNameless(target.Identity.Type))
            return false;
        target.IsConfirmed = session.Cache.Find(target.Identity) is { Matches: 1, Remote: { } remote } && remote.Id == id;
        return !target.IsConfirmed;
    }

    private static void Settle(Entry entry, IdentityFinding finding)
    {
        switch (finding)
        {
            case IdentityFinding.Elsewhere:
                entry.KnownHash = null;
                break;
            case IdentityFinding.Doubled:
                entry.Unit.Reject(new Failure(FailureCode.IdentifierAmbiguous, entry.Type, "one resource with this identifier at the server"));
                break;
            case IdentityFinding.AnotherResource:
                entry.Unit.Reject(new Failure(FailureCode.Conflict, entry.Type, "the identifier that was sent, at the resource that was written"));
                break;
        }
    }

    private static void Forget(Target target, IdentityFinding finding)
    {
        target.Forget();
        target.Matches = finding == IdentityFinding.Doubled ? 2 : 0;
    }
}
