using FhirAdapter.Destinations.FhirServers.Bundles;
using FhirAdapter.Destinations.FhirServers.Capability;
using FhirAdapter.Destinations.FhirServers.Http;
using FhirAdapter.Destinations.FhirServers.Identity;
using FhirAdapter.Destinations.FhirServers.Outcomes;
using FhirAdapter.Failures;

namespace FhirAdapter.Destinations.FhirServers.Exchanges;

/// <summary>Says of every entry of a request what its reply means. The outer status alone never counts as success.</summary>
internal sealed class ReplyJudge(BundleLimit limit)
{
    private int companies;

    /// <summary>Settles what the reply settles; what stays open is sent again, otherwise packed or after it was read again.</summary>
    public void Judge(WriteRequest request, FhirReply reply)
    {
        if (reply.Kind != ReplyKind.Answered)
            DeferAll(request, new Failure(FailureCode.OutcomeUnknown));
        else if (!reply.IsSuccess)
            Refused(request, reply.Status, OutcomeReader.Read(reply.Body.Span));
        else if (request.Mode == WriteMode.Single)
            Judge(request.Entries[0], request.Interactions[0], Single(request, reply));
        else if (BundleReplyReader.Read(reply.Body.Span, request.Entries.Count) is { } entries && TypesMatch(request, entries))
            Each(request, entries);
        else
            DeferAll(request, new Failure(FailureCode.OutcomeUnknown, Expected: "an answer to each entry", HttpStatus: reply.Status));
    }

    private void Each(WriteRequest request, List<EntryReply> replies)
    {
        limit.Taken(replies.Count);
        for (var i = 0; i < replies.Count; i++)
            Judge(request.Entries[i], request.Interactions[i], replies[i]);
    }

    private static EntryReply Single(WriteRequest request, FhirReply reply)
    {
        var issue = OutcomeReader.Read(reply.Body.Span);
        var isEmpty = reply.Body.IsEmpty;
        var body = isEmpty ? null : ResourceHead.Read(reply.Body.Span);
        var remote = RemoteId.OfLocation(reply.Location) ?? (body?.Type == request.Entries[0].Type ? body : null);
        // An answer that is neither empty nor JSON, such as a sign-in page, confirms nothing unless it names what was written.
        var confirms = remote is not null || isEmpty || IsJsonObject(reply.Body.Span);
        return new EntryReply(confirms ? reply.Status : 0, remote, RemoteId.VersionOfETag(reply.ETag) ?? remote?.Version ?? body?.Version, issue);
    }

    private static bool IsJsonObject(ReadOnlySpan<byte> body)
    {
        try
        {
            var reader = new System.Text.Json.Utf8JsonReader(body);
            return reader.Read() && reader.TokenType == System.Text.Json.JsonTokenType.StartObject && reader.TrySkip() && !reader.Read();
        }
        catch (System.Text.Json.JsonException)
        {
            return false;
        }
    }

    private static bool TypesMatch(WriteRequest request, List<EntryReply> replies)
    {
        for (var i = 0; i < replies.Count; i++)
        {
            if (replies[i] is { Status: >= 200 and <= 299, Remote: { } remote } && remote.Type != request.Entries[i].Type)
                return false;
        }
        return true;
    }

    private static void Judge(Entry entry, Interaction interaction, EntryReply reply)
    {
        var (verdict, code) = ResponseClassifier.Classify(reply.Status, reply.Issue?.Code, interaction);
        if (verdict == Verdict.Accepted && reply.Issue is null)
            Accept(entry, interaction, reply);
        else
            Refuse(entry, verdict == Verdict.Accepted ? Verdict.Unknown : verdict, code, reply.Status, reply.Issue);
    }

    private static void Accept(Entry entry, Interaction interaction, EntryReply reply)
    {
        var self = entry.Self;
        if (interaction == Interaction.Update)
        {
            if (reply.Remote is { } named && named.Id != self.Id)
            {
                entry.Unit.Defer(new Failure(FailureCode.OutcomeUnknown, Expected: "the id that was written", HttpStatus: reply.Status), usesAttempt: true);
                return;
            }
            self.Version = reply.Version;
            entry.State = EntryState.Arrived;
        }
        else if (reply.Remote is { } remote && remote.Type == entry.Type)
        {
            self.Found(remote.Id, reply.Version);
            // A conditional create that found something changed nothing: the content follows by id.
            if (interaction != Interaction.ConditionalCreate || reply.Status == 201 || entry.Unit.IsParty)
                entry.State = EntryState.Arrived;
        }
        else
        {
            entry.State = EntryState.ToReadBack;
        }
    }

    private void Refused(WriteRequest request, int status, OutcomeIssue? issue)
    {
        var alone = request.Entries.Count == 1;
        var (verdict, code) = ResponseClassifier.Classify(status, issue?.Code, request.Mode == WriteMode.Single ? request.Interactions[0] : null);
        if (!alone && (verdict == Verdict.TooLarge || issue is { TooMany: true }))
            limit.Refused(request.Entries.Count, issue?.Most);
        else if (verdict == Verdict.Unknown)
            DeferAll(request, new Failure(FailureCode.OutcomeUnknown, HttpStatus: status));
        else if (!Halve(request))
            RefuseUnit(request, verdict, code, status, issue);
    }

    private static void RefuseUnit(WriteRequest request, Verdict verdict, string code, int status, OutcomeIssue? issue)
    {
        var unit = request.Entries[0].Unit;
        if (request.Entries.Count == 1)
            Refuse(request.Entries[0], verdict, code, status, issue);
        else if (request.Mode == WriteMode.Batch && verdict is Verdict.Rejected or Verdict.Conflicted)
            unit.IsSplit = true;
        else if (verdict == Verdict.Conflicted)
            request.Entries.ForEach(each => Refuse(each, verdict, code, status, issue));
        else
            Refuse(unit.Main, verdict, code, status, issue);
    }

    /// <summary>Parts the records of a bundle that was refused whole, so that the sound ones get through.</summary>
    private bool Halve(WriteRequest request)
    {
        var units = request.Units.ToList();
        if (units.Count == 1)
            return false;
        var (first, second) = (++companies, ++companies);
        for (var i = 0; i < units.Count; i++)
            units[i].Company = i < units.Count / 2 ? first : second;
        return true;
    }

    private static void Refuse(Entry entry, Verdict verdict, string code, int status, OutcomeIssue? issue)
    {
        var failure = new Failure(code, issue?.Path, HttpStatus: status == 0 ? null : status);
        switch (verdict)
        {
            case Verdict.Conflicted when !entry.WasReread && !entry.Unit.IsParty:
                entry.State = EntryState.ToReread;
                break;
            case Verdict.Conflicted or Verdict.Rejected:
                entry.Unit.Reject(failure);
                break;
            case Verdict.TooLarge:
                entry.Unit.Reject(failure with { Expected = "a resource of a size that the server takes" });
                break;
            case Verdict.Unknown or Verdict.Accepted:
                entry.Unit.Defer(failure with { Code = FailureCode.OutcomeUnknown }, usesAttempt: true);
                break;
            default:
                entry.Unit.Defer(failure, usesAttempt: verdict != Verdict.Unauthorized);
                break;
        }
    }

    private static void DeferAll(WriteRequest request, Failure failure)
    {
        foreach (var unit in request.Units)
            unit.Defer(failure, usesAttempt: true);
    }
}
