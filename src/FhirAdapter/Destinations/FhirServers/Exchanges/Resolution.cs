using FhirAdapter.Destinations.FhirServers.Bundles;
using FhirAdapter.Destinations.FhirServers.Http;
using FhirAdapter.Destinations.FhirServers.Identity;
using FhirAdapter.Failures;

namespace FhirAdapter.Destinations.FhirServers.Exchanges;

/// <summary>Finds the ids that a call needs before it writes: by what is remembered, by search, and, where allowed, by creating people.</summary>
internal sealed class Resolution(ServerSession session, DeliveryCall call, Exchange exchange)
{
    private readonly IdentityCheck identities = new(session);

    public async Task RunAsync(CancellationToken cancellationToken)
    {
        var sought = Sought();
        foreach (var type in sought.GroupBy(each => each.Identity.Type))
        {
            if (await SearchAsync(type.Key, [.. type], cancellationToken).ConfigureAwait(false) is { } stop)
            {
                exchange.Stopped = stop;
                session.Stopped(stop);
                return;
            }
        }
        if (await Doubts.SettleAsync(call, session, identities, cancellationToken).ConfigureAwait(false) is { } silence)
        {
            exchange.Stopped = silence;
            session.Stopped(silence);
            return;
        }
        foreach (var entry in call.Entries)
        {
            // Nobody knows whether it was ever sent, and it is not there: there is nothing to take back.
            if (entry is { IsMaybeThere: true, Self: { Id: null, Matches: 0 } })
                entry.State = EntryState.Arrived;
        }
        FailPoint.Pass("resolution.searched");
        var missing = sought.Where(IsToBeCreated).ToList();
        if (missing.Count > 0)
            await CreateAsync(missing, cancellationToken).ConfigureAwait(false);
    }

    private List<Target> Sought()
    {
        var sought = new HashSet<Target>();
        foreach (var entry in call.Entries)
        {
            if (entry.Self.Id is null && (session.Plan.IdentityOf(entry.Type) == IdentityMode.SearchThenCreate || (entry.IsMaybeThere && !entry.IsNameless && session.Plan.CanSearch(entry.Type))))
                sought.Add(entry.Self);
            foreach (var each in entry.References)
            {
                if (each.Target.Literal is not null || each.Target.Entry is not null || each.Target.IsParked || each.Target.IsAwaited)
                    continue;
                if (IsLogicalOnly(each))
                    each.GiveUp(session.Plan.TakesLogical);
                else if (!Remembered(each.Target))
                    sought.Add(each.Target);
            }
        }
        return [.. sought];
    }

    private bool IsLogicalOnly(OpenTarget reference) =>
        !reference.Reference.Required
        && reference.Reference.Record is null
        && ((reference.Reference.TargetType.StartsWith("Practitioner", StringComparison.Ordinal) && session.Options.Practitioners == PractitionerMode.LogicalOnly)
            || !session.Plan.CanSearch(reference.Reference.TargetType));

    private bool Remembered(Target target)
    {
        if (target.Matches is not null)
            return true;
        if (session.Cache.Find(target.Identity) is not { } answer)
            return false;
        Note(target, answer);
        // Somebody who is to be created is created, however shortly ago nobody was there.
        return !IsToBeCreated(target);
    }

    private async Task<Stop?> SearchAsync(string type, List<Target> targets, CancellationToken cancellationToken)
    {
        var identities = targets.ConvertAll(each => each.Identity);
        var (found, refusal) = IsMatched(type)
            ? await session.Match.FindAsync(identities, cancellationToken).ConfigureAwait(false)
            : await session.Search.FindAsync(type, identities, cancellationToken).ConfigureAwait(false);
        if (refusal is not null && (Stop.Of(refusal, session.Options.RetryAfterCap) ?? Forbidden(refusal, type)) is { } stop)
            return stop;
        if (refusal is { Status: 404 or 410 } && await session.IsGoneAsync(cancellationToken).ConfigureAwait(false) is { } gone)
            return gone;
        if (refusal is not null && Stop.OfSilence(refusal) is { } silence)
            return silence;
        foreach (var target in targets)
        {
            if (refusal is not null && Impossible(target, refusal) is { } all)
                return all;
            if (refusal is null)
                Note(target, found[target.Identity]);
            if (refusal is null && target.Entry is null)
                session.Cache.Remember(target.Identity, found[target.Identity]);
        }
        return null;
    }

    /// <summary>Without patients no record can be sent at all: that is the destination's trouble and not a record's.</summary>
    private Stop? Forbidden(FhirReply refusal, string type) => refusal.Status == 403 && type == "Patient"
        ? new Stop(new Failure(
            FailureCode.Unauthorized, "Patient", IsMatched(type) ? "a $match that is allowed" : "a search by identifier that is allowed", 403), session.Options.RetryAfterCap, false)
        : null;

    /// <summary>Without a search nothing may be created that could be there already.</summary>
    /// <returns>Why nothing more is to be sent, where so many records in a row are not allowed that it is the server which refuses all.</returns>
    private Stop? Impossible(Target target, FhirReply refusal)
    {
        target.Matches = 0;
        target.Refusal = new Failure(
            refusal.Status == 403 ? FailureCode.Forbidden : FailureCode.NotSupported, target.Identity.Type,
            (IsMatched(target.Identity.Type), session.Options.SearchByGet) switch
            {
                (true, _) => "a $match that is answered",
                (_, true) => "a search by identifier",
                _ => "a search by identifier by POST; SearchByGet is off",
            },
            refusal.Status);
        if (refusal.Status == 403 && target.Entry is { Unit.State: UnitState.Open } && session.Refusals.Refused())
            return new Stop(new Failure(FailureCode.Unauthorized, target.Identity.Type, "a search by identifier that is allowed", 403), session.Options.RetryAfterCap, false);
        target.Entry?.Unit.Reject(target.Refusal);
        return null;
    }

    private bool IsMatched(string type) => type == "Patient" && session.Plan.MatchesPatients;

    private void Note(Target target, SearchAnswer answer)
    {
        target.Matches = answer.Matches;
        target.WasMatched = IsMatched(target.Identity.Type);
        if (answer is { Matches: 1, Remote: { } remote })
        {
            target.Found(remote.Id, remote.Version, isConfirmed: true);
            target.Entry?.NoteFound();
        }
        else if (answer.Matches > 1)
            target.Entry?.Unit.Reject(new Failure(
                FailureCode.IdentifierAmbiguous, target.Identity.Type, "one resource with this identifier at the server"));
    }

    private bool IsToBeCreated(Target target) =>
        target is { Matches: 0, Entry: null }
        && call.Parties.ContainsKey(target.Identity)
        && session.Plan.IdentityOf(target.Identity.Type) is not null and not IdentityMode.Content
        && (target.Identity.Type == "Patient"
            ? session.Options.Patients == PatientMode.Create
            : session.Options.Practitioners == PractitionerMode.Create);

    private async Task CreateAsync(List<Target> missing, CancellationToken cancellationToken)
    {
        await session.PartyGate.WaitAsync(cancellationToken).ConfigureAwait(false);
        try
        {
            foreach (var target in missing)
            {
                // Another call may have brought them while this one waited.
                if (session.Cache.Find(target.Identity) is { Matches: 1 } answer)
                    Note(target, answer);
            }
            missing.RemoveAll(each => each.Literal is not null);
            List<Unit> units = [.. missing.Select(call.PartyUnit)];
            await exchange.RunAsync([.. units.Select(unit => new[] { unit })], cancellationToken).ConfigureAwait(false);
            FailPoint.Pass("resolution.created");
            foreach (var target in missing)
            {
                if (target.Id is { } id)
                    session.Cache.Remember(target.Identity, new SearchAnswer(1, new RemoteId(target.Identity.Type, id, null)));
            }
        }
        finally
        {
            session.PartyGate.Release();
        }
    }
}
