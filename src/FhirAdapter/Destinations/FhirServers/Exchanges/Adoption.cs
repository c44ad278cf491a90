using FhirAdapter.Destinations.FhirServers.Bundles;
using FhirAdapter.Destinations.FhirServers.Contents;
using FhirAdapter.Destinations.FhirServers.Http;
using FhirAdapter.Destinations.FhirServers.Identity;
using FhirAdapter.Failures;
using FhirAdapter.Records;

namespace FhirAdapter.Destinations.FhirServers.Exchanges;

/// <summary>
/// Looks, before resources that nothing at the server names are created, whether they are there already. One that holds what is to be sent, and that no
/// other record owns, is taken for it: it came by a request whose answer was lost, or a ledger that was.
/// </summary>
internal sealed class Adoption(ServerSession session, BodyWriter bodies)
{
    private static readonly IReadOnlySet<string> None = new HashSet<string>();

    private readonly Dictionary<string, IReadOnlyList<(RemoteId Remote, ReadOnlyMemory<byte> Json)>> asked = new(StringComparer.Ordinal);
    private IReadOnlyList<IReadOnlyList<Unit>> lanes = [];

    /// <summary>Settles the entries of a wave that are there already, and takes them out of it.</summary>
    /// <returns>Why nothing is to be sent, where a question met that.</returns>
    public async Task<Stop?> RunAsync(IReadOnlyList<IReadOnlyList<Unit>> lanes, List<WriteRequest> wave, CancellationToken cancellationToken)
    {
        this.lanes = lanes;
        // What was sent since may be there now.
        asked.Clear();
        if (wave.Exists(static request => request.Entries.Exists(static entry => entry.IsNameless)))
            await session.ReadBack.LoadAsync(cancellationToken).ConfigureAwait(false);
        foreach (var request in wave)
        {
            foreach (var entry in request.Entries)
            {
                if (!entry.IsNameless || entry.Self.Id is not null || entry.WasLookedUp || entry.Unit.State != UnitState.Open)
                    continue;
                if (await LookAsync(entry, cancellationToken).ConfigureAwait(false) is { } stop)
                    return stop;
            }
            request.Leave(static entry => entry.State != EntryState.Waiting || entry.Unit.State != UnitState.Open);
        }
        wave.RemoveAll(static request => request.Entries.Count == 0);
        return null;
    }

    private async Task<Stop?> LookAsync(Entry entry, CancellationToken cancellationToken)
    {
        var (candidates, stop) = await CandidatesAsync(entry, cancellationToken).ConfigureAwait(false);
        if (candidates is null)
            return stop;
        entry.WasLookedUp = true;
        var sent = entry.Sent();
        var (same, alike) = Graded(entry, sent, candidates);
        if (same.Count > 1 && same.Count > Alikes(entry, sent))
            entry.Unit.Reject(new Failure(FailureCode.ContentAmbiguous, entry.Type, "one resource at the server with what is to be sent"));
        else if (same.Count > 0)
            Adopt(entry, same[0], isArrived: true);
        else if (FindEarlier(entry, candidates) is { } earlier)
            return await FollowAsync(entry, earlier, cancellationToken).ConfigureAwait(false);
        else if (entry.NeedsProof)
            entry.Unit.Reject(new Failure(FailureCode.Unproven, entry.Type, "what the server says is there already, found when it is looked for"));
        else if (entry.IsMaybeThere)
            entry.State = EntryState.Arrived;
        else if (alike.Count > 0 && !entry.IsSentAllTheSame)
        {
            entry.LooksAlike = true;
            entry.Unit.Reject(new Failure(
                FailureCode.LookAlike, entry.Type, "no resource at the server that may be this one, with less in it; where it is another, a replay sends this one"));
        }
        return null;
    }

    /// <summary>An earlier version is there: this one is written over it, or is the next link after it.</summary>
    private async Task<Stop?> FollowAsync(Entry entry, RemoteId earlier, CancellationToken cancellationToken)
    {
        Adopt(entry, earlier, isArrived: false);
        if (session.Plan.CanUpdate(entry.Type))
            return null;
        Amendments.Apply(entry, session, bodies);
        return entry.Unit.State == UnitState.Open ? await LookAsync(entry, cancellationToken).ConfigureAwait(false) : null;
    }

    private static void Adopt(Entry entry, RemoteId remote, bool isArrived)
    {
        entry.Found(remote);
        if (isArrived)
            entry.State = EntryState.Arrived;
    }

    /// <summary>All that is there of the patient and the day, and nobody else's.</summary>
    private async Task<(List<(RemoteId Remote, ReadOnlyMemory<byte> Json)>? Found, Stop? Stop)> CandidatesAsync(Entry entry, CancellationToken cancellationToken)
    {
        var found = new Dictionary<string, (RemoteId Remote, ReadOnlyMemory<byte> Json)>(StringComparer.Ordinal);
        foreach (var query in Queries(entry))
        {
            var (matches, stop) = await AskAsync(entry, query, cancellationToken).ConfigureAwait(false);
            if (matches is null)
                return (null, stop);
            foreach (var match in matches)
                found.TryAdd($"{match.Remote.Type}/{match.Remote.Id}", match);
        }
        foreach (var other in lanes.SelectMany(lane => lane).SelectMany(unit => unit.Entries))
        {
            if (other.Self.Literal is { } taken)
                found.Remove(taken);
        }
        foreach (var replaced in entry.Replaced)
            found.Remove($"{entry.Type}/{replaced}");
        if (found.Count == 0)
            return ([], null);
        var owners = await session.State.OwnersAsync(found.Keys, cancellationToken).ConfigureAwait(false);
        foreach (var (literal, owner) in owners)
        {
            if (owner != entry.Unit.Key)
                found.Remove(literal);
        }
        return ([.. found.Values], null);
    }

    /// <summary>First by patient, day and codes. What may have been sent is looked for without the codes too: a server may have put its own in their place.</summary>
    private HashSet<string> Queries(Entry entry)
    {
        var parameters = session.Plan.SearchBy(entry.Type);
        List<ReadOnlyMemory<byte>> contents = entry.IsMaybeThere ? [] : [entry.Sent()];
        var queries = new HashSet<string>(StringComparer.Ordinal);
        var subject = entry.References.FirstOrDefault(each => each.Reference.TargetType == "Patient")?.Target.Literal;
        foreach (var earlier in entry.Earlier ?? [])
            contents.Add(bodies.Write(earlier, subject, LinkOf(entry, earlier)));
        foreach (var content in contents)
        {
            if (ContentKey.Of(content, parameters) is not { } key)
                continue;
            queries.Add(key.Query(parameters, withCodes: true));
            if (entry.MayHaveBeenSent)
                queries.Add(key.Query(parameters, withCodes: false));
        }
        return queries;
    }

    private async Task<(IReadOnlyList<(RemoteId Remote, ReadOnlyMemory<byte> Json)>? Found, Stop? Stop)> AskAsync(
        Entry entry, string query, CancellationToken cancellationToken)
    {
        var question = $"{entry.Type}?{query}";
        if (asked.TryGetValue(question, out var known))
            return (known, null);
        var (found, refusal) = await session.Contents.FindAsync(entry.Type, query, cancellationToken).ConfigureAwait(false);
        if (refusal is null)
            return (asked[question] = found, null);
        if ((Stop.Of(refusal, session.Options.RetryAfterCap) ?? Stop.OfSilence(refusal)) is { } stop)
            return (null, stop);
        if (refusal.Status is 404 or 410 && await session.IsGoneAsync(cancellationToken).ConfigureAwait(false) is { } gone)
            return (null, gone);
        if (refusal.Status == 403 && session.Refusals.Refused())
            return (null, new Stop(new Failure(FailureCode.Unauthorized, entry.Type, "a search by patient, date and code that is allowed", 403), session.Options.RetryAfterCap, false));
        // Without an answer nothing may be created that could be there already.
        entry.Unit.Reject(new Failure(
            refusal.Status == 403 ? FailureCode.Forbidden : FailureCode.NotSupported, entry.Type, "a search by patient, date and code", refusal.Status));
        return (null, null);
    }

    private (List<RemoteId> Same, List<RemoteId> Alike) Graded(
        Entry entry, ReadOnlyMemory<byte> sent, List<(RemoteId Remote, ReadOnlyMemory<byte> Json)> candidates)
    {
        List<RemoteId> same = [], alike = [];
        // What was sent before may have gone without somebody who is known by now.
        var mayLack = entry.Unit.WasTried ? MayLack(entry.Source) : None;
        if (entry.IsMaybeThere)
            return (same, alike);
        foreach (var (remote, json) in candidates)
        {
            var match = Judge(entry, sent, json, mayLack);
            if (match == ContentMatch.Same)
                same.Add(remote);
            else if (match == ContentMatch.LooksAlike)
                alike.Add(remote);
        }
        return (same, alike);
    }

    private RemoteId? FindEarlier(Entry entry, List<(RemoteId Remote, ReadOnlyMemory<byte> Json)> candidates)
    {
        foreach (var earlier in entry.Earlier ?? [])
        {
            var content = bodies.Write(earlier, link: LinkOf(entry, earlier));
            var mayLack = MayLack(earlier);
            foreach (var (remote, json) in candidates)
            {
                if (Judge(entry, content, json, mayLack) == ContentMatch.Same)
                    return remote;
            }
        }
        return null;
    }

    // An earlier correction was sent in the words of one, whatever is sent now.
    private static Link? LinkOf(Entry entry, MappedResource earlier) => entry.Link is { } link ? link with { IsRetraction = EnteredInError.IsSaidBy(earlier.Resource) } : null;

    /// <summary>How many resources of this call are to hold the very same: so many of the found ones may be theirs, whichever is whose.</summary>
    private int Alikes(Entry entry, ReadOnlyMemory<byte> sent) => lanes.SelectMany(lane => lane).SelectMany(unit => unit.Entries).Count(other =>
        other.Type == entry.Type && other is { IsNameless: true, Self.Id: null, Body: not null } && (other == entry || Judge(entry, sent, other.Sent(), None) == ContentMatch.Same));

    private IReadOnlySet<string> MayLack(MappedResource mapped) => session.Plan.TakesLogical ? None : LeftOut.Paths(mapped);

    private ContentMatch Judge(Entry entry, ReadOnlyMemory<byte> sent, ReadOnlyMemory<byte> there, IReadOnlySet<string> mayLack) =>
        ContentMatching.Judge(sent, there, entry.Type, difference =>
            session.IsKnown(entry.Type, difference) || (difference.Kind == DifferenceKind.Missing && mayLack.Contains(difference.Path)));
}
