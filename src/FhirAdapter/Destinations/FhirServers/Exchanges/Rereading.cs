using FhirAdapter.Destinations.FhirServers.Bundles;
using FhirAdapter.Destinations.FhirServers.Capability;
using FhirAdapter.Destinations.FhirServers.Http;
using FhirAdapter.Destinations.FhirServers.Identity;
using FhirAdapter.Destinations.FhirServers.Outcomes;
using FhirAdapter.Failures;

namespace FhirAdapter.Destinations.FhirServers.Exchanges;

/// <summary>Looks at the server what it has of an entry: after a conflict, and where an answer named no id.</summary>
internal static class Rereading
{
    public static async Task ReadAsync(Entry entry, FhirServerConnection connection, IdentifierSearch search, CancellationToken cancellationToken)
    {
        var readBack = entry.State == EntryState.ToReadBack;
        entry.State = EntryState.Waiting;
        entry.WasReread |= !readBack;
        if (entry.Self.Literal is { } literal)
        {
            using var reply = await connection.SendAsync(new FhirRequest(HttpMethod.Get, literal, default, Repeatable: true), cancellationToken)
                .ConfigureAwait(false);
            ByRead(entry, reply);
            return;
        }
        var (found, refusal) = await search.FindAsync(entry.Type, [entry.Self.Identity], cancellationToken).ConfigureAwait(false);
        if (refusal is not null)
            entry.Unit.Defer(new Failure(FailureCode.OutcomeUnknown, HttpStatus: refusal.Status == 0 ? null : refusal.Status), UsesAttempt(refusal));
        else
            BySearch(entry, found[entry.Self.Identity], readBack);
    }

    private static void ByRead(Entry entry, FhirReply reply)
    {
        var head = reply.IsSuccess ? ResourceHead.Read(reply.Body.Span) : null;
        if (head is { } remote && remote.Type == entry.Type && remote.Id == entry.Self.Id)
        {
            entry.Self.Version = RemoteId.VersionOfETag(reply.ETag) ?? remote.Version;
            return;
        }
        var (verdict, code) = ResponseClassifier.Classify(reply.Status, null, Interaction.Update);
        var failure = new Failure(code, HttpStatus: reply.Status == 0 ? null : reply.Status);
        if (reply.Kind == ReplyKind.Answered && verdict == Verdict.Rejected)
            entry.Unit.Reject(failure);
        else
            entry.Unit.Defer(failure with { Code = FailureCode.OutcomeUnknown }, UsesAttempt(reply));
    }

    /// <summary>What was not let out, or was refused for its credentials, says nothing about the record.</summary>
    private static bool UsesAttempt(FhirReply reply) => reply.Kind is not (ReplyKind.Withheld or ReplyKind.CircuitOpen) && reply.Status != 401;

    private static void BySearch(Entry entry, SearchAnswer answer, bool readBack)
    {
        if (answer.Matches > 1)
            entry.Unit.Reject(new Failure(FailureCode.IdentifierAmbiguous, entry.Type, "one resource with this identifier at the server"));
        else if (answer.Remote is { } remote)
        {
            entry.Self.Found(remote.Id, remote.Version);
            if (readBack)
                entry.State = EntryState.Arrived;
        }
        else if (readBack)
            entry.Unit.Defer(new Failure(FailureCode.OutcomeUnknown, entry.Type, "what was accepted, found by its identifier"), usesAttempt: true);
    }
}
