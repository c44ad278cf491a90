using FhirAdapter.Destinations.FhirServers.Bundles;
using FhirAdapter.Destinations.FhirServers.Capability;
using FhirAdapter.Destinations.FhirServers.Contents;
using FhirAdapter.Destinations.FhirServers.Http;
using FhirAdapter.Destinations.FhirServers.Identity;
using FhirAdapter.Destinations.FhirServers.Outcomes;
using FhirAdapter.Failures;

namespace FhirAdapter.Destinations.FhirServers.Exchanges;

/// <summary>Looks at the server what it has of an entry: after a conflict, and where an answer was not enough to believe it.</summary>
internal sealed class Rereading(ServerSession session, BodyWriter bodies, Doubles doubles)
{
    /// <summary>Settles an entry by what is there, or leaves it waiting to be sent once more.</summary>
    /// <returns>Why nothing more is to be sent, where the question met that.</returns>
    public async Task<Stop?> ReadAsync(Entry entry, CancellationToken cancellationToken)
    {
        var why = entry.State;
        entry.State = EntryState.Waiting;
        entry.WasReread |= why == EntryState.ToReread;
        var stop = entry.Self.Literal is { } literal
            ? await ByReadAsync(entry, literal, why, cancellationToken).ConfigureAwait(false)
            : await BySearchAsync(entry, why, cancellationToken).ConfigureAwait(false);
        if (entry.State == EntryState.Arrived && entry.Unit.SettledBy != FailureCode.SettledDoubles)
            entry.Unit.SettledBy = FailureCode.SettledByReading;
        return stop;
    }

    private async Task<Stop?> ByReadAsync(Entry entry, string literal, EntryState why, CancellationToken cancellationToken)
    {
        var request = new FhirRequest(HttpMethod.Get, literal, default, Repeatable: true);
        using var reply = await session.Connection.SendAsync(request, cancellationToken).ConfigureAwait(false);
        if (Stop.Of(reply, session.Options.RetryAfterCap) is { } stop)
            return Stopped(entry, stop);
        if (reply.Status is 404 or 410 && await session.IsGoneAsync(cancellationToken).ConfigureAwait(false) is { } gone)
            return Stopped(entry, gone);
        var head = reply.IsSuccess ? ResourceHead.Read(reply.Body.Span) : null;
        if (head is { } there && there.Type == entry.Type && there.Id == entry.Self.Id)
            Compare(entry, reply, RemoteId.VersionOfETag(reply.ETag) ?? there.Version, why);
        else
            Missing(entry, reply, why);
        return null;
    }

    private void Compare(Entry entry, FhirReply reply, string? version, EntryState why)
    {
        var self = entry.Self;
        if (entry.IsNameless && why == EntryState.ToReadBack)
            ReadBack(entry, reply, version);
        else if (IsSame(entry, entry.Sent(), reply.Body))
        {
            self.Version = version;
            self.IsConfirmed = true;
            entry.State = EntryState.Arrived;
        }
        else if (!self.IsConfirmed && !entry.IsNameless && SearchReplyReader.ReadResource(reply.Body, entry.Type)?.Identities.Contains(self.Identity) != true)
        {
            // An id that only an answer named, and that is another resource's: it must never be written to.
            self.Forget();
            Unknown(entry, reply.Status);
        }
        else if (entry.Conflicts < 2 && (self.Version is null || self.Version == version || IsOurs(entry, reply.Body)))
        {
            // Not carried out yet, or only what this adapter itself sent earlier stands there.
            if (why == EntryState.ToReadBack && entry.WasReread)
                Unknown(entry, reply.Status);
            entry.WasReread = true;
            self.Version = version;
        }
        else
        {
            self.Foreign = version;
            entry.Unit.Reject(new Failure(FailureCode.Conflict, entry.Type, "the content that was sent last; a replay writes over what is there"));
        }
    }

    /// <summary>An answer that was not whole named this resource: where its content speaks against that, it is looked up anew.</summary>
    private void ReadBack(Entry entry, FhirReply reply, string? version)
    {
        if (Judge(entry, entry.Sent(), reply.Body) == ContentMatch.Different)
        {
            entry.Self.Forget();
            Unknown(entry, reply.Status);
            return;
        }
        (entry.Self.Version, entry.Self.IsConfirmed, entry.State) = (version, true, EntryState.Arrived);
    }

    private bool IsSame(Entry entry, ReadOnlyMemory<byte> sent, ReadOnlyMemory<byte> there) => entry.IsNameless
        ? Judge(entry, sent, there) == ContentMatch.Same
        : ContentComparison.IsSame(sent, there);

    private ContentMatch Judge(Entry entry, ReadOnlyMemory<byte> sent, ReadOnlyMemory<byte> there) =>
        ContentMatching.Judge(sent, there, entry.Type, difference => session.IsKnown(entry.Type, difference));

    private bool IsOurs(Entry entry, ReadOnlyMemory<byte> there)
    {
        foreach (var earlier in entry.Earlier ?? [])
        {
            if (IsSame(entry, bodies.Write(earlier), there))
                return true;
        }
        return false;
    }

    private void Missing(Entry entry, FhirReply reply, EntryState why)
    {
        var (verdict, code) = ResponseClassifier.Classify(reply.Status, null, Interaction.Update);
        if (reply.Kind != ReplyKind.Answered || verdict != Verdict.Rejected)
        {
            Unknown(entry, reply.Status);
        }
        else if (why == EntryState.ToReadBack && !entry.Self.IsConfirmed && reply.Status is 404 or 410)
        {
            entry.Self.Forget();
            Unknown(entry, reply.Status);
        }
        else if (code == FailureCode.Forbidden && session.Refusals.Refused())
        {
            entry.Unit.Defer(new Failure(FailureCode.Unauthorized, HttpStatus: reply.Status), usesAttempt: false);
        }
        else
        {
            entry.Unit.Reject(new Failure(code, HttpStatus: reply.Status));
        }
    }

    private async Task<Stop?> BySearchAsync(Entry entry, EntryState why, CancellationToken cancellationToken)
    {
        if (entry.IsNameless)
        {
            // It is looked up by its content, after a refusal at once; what was accepted may still be missing in searches.
            entry.WasLookedUp = false;
            if (why != EntryState.ToReread)
                Unknown(entry, 0);
            return null;
        }
        var (found, refusal) = await session.Search.FindAsync(entry.Type, [entry.Self.Identity], cancellationToken).ConfigureAwait(false);
        if (refusal is not null)
        {
            if (Stop.Of(refusal, session.Options.RetryAfterCap) is { } refused)
                return Stopped(entry, refused);
            if (refusal.Status is 404 or 410 && await session.IsGoneAsync(cancellationToken).ConfigureAwait(false) is { } gone)
                return Stopped(entry, gone);
            Unknown(entry, refusal.Status);
            return null;
        }
        var answer = found[entry.Self.Identity];
        if (answer.Matches > 1)
        {
            var (isSettled, stop) = await doubles.SettleAsync(entry, cancellationToken).ConfigureAwait(false);
            if (stop is not null)
                return Stopped(entry, stop);
            if (isSettled)
                entry.State = EntryState.Arrived;
            else
                entry.Unit.Reject(new Failure(FailureCode.IdentifierAmbiguous, entry.Type, "one resource with this identifier at the server"));
        }
        else if (answer.Remote is { } remote)
        {
            entry.Found(remote);
            if (why == EntryState.ToReadBack)
                entry.State = EntryState.Arrived;
        }
        else if (why == EntryState.ToReread && entry.Conflicts > 1)
        {
            entry.Unit.Reject(new Failure(FailureCode.Conflict, entry.Type));
        }
        else if (why != EntryState.ToReread)
        {
            entry.Unit.Defer(new Failure(FailureCode.OutcomeUnknown, entry.Type, "what was accepted, found by its identifier"), usesAttempt: true);
        }
        return null;
    }

    private static Stop Stopped(Entry entry, Stop stop)
    {
        entry.Unit.Defer(stop.Failure, stop.UsesAttempt, stop.NotBefore);
        return stop with { UsesAttempt = false };
    }

    private static void Unknown(Entry entry, int status) =>
        entry.Unit.Defer(new Failure(FailureCode.OutcomeUnknown, HttpStatus: status == 0 ? null : status), usesAttempt: true);
}
