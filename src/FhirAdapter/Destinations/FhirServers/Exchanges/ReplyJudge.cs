using FhirAdapter.Destinations.FhirServers.Bundles;
using FhirAdapter.Destinations.FhirServers.Capability;
using FhirAdapter.Destinations.FhirServers.Http;
using FhirAdapter.Destinations.FhirServers.Identity;
using FhirAdapter.Destinations.FhirServers.Outcomes;
using FhirAdapter.Failures;
using FhirAdapter.WriteProfiles;

namespace FhirAdapter.Destinations.FhirServers.Exchanges;

/// <summary>Says of every entry of a request what its reply means. The outer status alone never counts as success.</summary>
internal sealed class ReplyJudge(BundleLimit limit, RefusalsInARow refusals, WriteProfile? profile)
{
    private readonly HashSet<(string Type, string Id)> named = [];

    private int companies;

    /// <summary>Whether so many records in a row were not allowed that it is the server which refuses all.</summary>
    public bool RefusesAll { get; private set; }

    /// <summary>How long the server's kind is known to want to be left alone after what it said.</summary>
    public Stop? Pause { get; private set; }

    /// <summary>Settles what the reply settles; what stays open is sent again, otherwise packed or after it was read again.</summary>
    public void Judge(WriteRequest request, FhirReply reply)
    {
        if (reply.Kind != ReplyKind.Answered)
            DeferAll(request, new Failure(FailureCode.OutcomeUnknown));
        else if (request.Mode == WriteMode.Single && KnownAnswers.Of(profile, reply.Status, reply.Body) is { } known)
            Judge(request.Entries[0], request.Interactions[0], Single(request, reply), known);
        else if (!reply.IsSuccess)
            Refused(request, reply.Status, OutcomeReader.Read(reply.Body.Span));
        else if (request.Mode == WriteMode.Single)
            Judge(request.Entries[0], request.Interactions[0], Single(request, reply));
        else if (BundleReplyReader.Read(reply.Body.Span, request.Entries.Count) is { } entries && CanBe(request, entries))
            Each(request, entries, KnownAnswers.OfEach(profile, entries.ConvertAll(each => each.Status), reply.Body));
        else
            DeferAll(request, new Failure(FailureCode.OutcomeUnknown, Expected: "an answer to each entry", HttpStatus: reply.Status));
    }

    private void Each(WriteRequest request, List<EntryReply> replies, IReadOnlyDictionary<int, KnownAnswer> known)
    {
        limit.Taken(replies.Count);
        for (var i = 0; i < replies.Count; i++)
        {
            if (known.TryGetValue(i, out var answer))
                Judge(request.Entries[i], request.Interactions[i], replies[i], answer);
            else
                Judge(request.Entries[i], request.Interactions[i], replies[i]);
        }
    }

    /// <summary>Judges an answer by what it means to this kind of server.</summary>
    private void Judge(Entry entry, Interaction interaction, EntryReply reply, KnownAnswer known)
    {
        var isTaken = reply.Status is >= 200 and <= 299 && reply.Remote is not null;
        var failure = new Failure(FailureCode.Invalid, reply.Issue?.Path, known.Mend, reply.Status);
        switch (known.Meaning)
        {
            case AnswerMeaning.Accepted or AnswerMeaning.ElementDropped or AnswerMeaning.AlreadyThere when isTaken && !known.NeedsProof:
                entry.IsToBeReadBack |= known.Meaning == AnswerMeaning.ElementDropped;
                if (known.Meaning == AnswerMeaning.AlreadyThere)
                    entry.NoteFound();
                Accept(entry, interaction, reply);
                break;
            case AnswerMeaning.Accepted or AnswerMeaning.ElementDropped or AnswerMeaning.AlreadyThere:
                entry.IsToBeReadBack |= known.Meaning == AnswerMeaning.ElementDropped;
                Prove(entry);
                break;
            case AnswerMeaning.AskHospital:
                entry.Unit.Reject(failure with { Code = FailureCode.AskHospital });
                break;
            case AnswerMeaning.ReferenceNotFound:
                entry.Unit.Reject(failure with { Code = FailureCode.ReferenceNotFound });
                break;
            case AnswerMeaning.Conflict:
                Refuse(entry, Verdict.Conflicted, FailureCode.Conflict, reply.Status, reply.Issue);
                break;
            case AnswerMeaning.TryLater:
                entry.Unit.Defer(failure with { Code = FailureCode.Throttled }, usesAttempt: false, known.After);
                Pause ??= new Stop(failure with { Code = FailureCode.Throttled }, known.After, false);
                break;
            default:
                Reject(entry, failure);
                break;
        }
    }

    /// <summary>What cannot be taken back is for the hospital to mark.</summary>
    private static void Reject(Entry entry, Failure failure)
    {
        var there = entry.Link?.Literal ?? entry.Self.Literal;
        entry.Unit.Reject(there is not null && entry.TakesBack && failure.Code is FailureCode.Invalid or FailureCode.NotSupported
            ? NotCorrectable.Of(entry, there) with { HttpStatus = failure.HttpStatus }
            : failure);
    }

    /// <summary>What is said to be there counts only when it was seen there.</summary>
    private static void Prove(Entry entry)
    {
        if (entry is { IsNameless: true, Self.Id: null })
            (entry.NeedsProof, entry.WasLookedUp) = (true, false);
        else
            entry.State = EntryState.ToReadBack;
    }

    private static EntryReply Single(WriteRequest request, FhirReply reply)
    {
        var type = request.Entries[0].Type;
        var issue = OutcomeReader.Read(reply.Body.Span);
        var isWhole = reply.Body.IsEmpty || IsJsonObject(reply.Body.Span);
        var body = isWhole && !reply.Body.IsEmpty ? ResourceHead.Read(reply.Body.Span) : null;
        // Another resource than the one that was written is no answer to it.
        if (body is { } other && other.Type != type && other.Type != "OperationOutcome")
            return new EntryReply(0, null, null, issue);
        var remote = RemoteId.OfLocation(reply.Location) ?? (body?.Type == type ? body : null);
        // An answer that is neither empty nor JSON, such as a sign-in page, confirms nothing; where it names what was written, that is read back.
        var status = remote is null && !isWhole ? 0 : reply.Status;
        return new EntryReply(status, remote, RemoteId.VersionOfETag(reply.ETag) ?? remote?.Version ?? body?.Version, issue) { IsCut = !isWhole };
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

    /// <summary>Whether the answers can be those to what was sent: of its types, and no resource for two entries.</summary>
    private bool CanBe(WriteRequest request, List<EntryReply> replies)
    {
        named.Clear();
        named.EnsureCapacity(replies.Count);
        for (var i = 0; i < replies.Count; i++)
        {
            if (replies[i] is not { Status: >= 200 and <= 299, Remote: { } remote })
                continue;
            if (remote.Type != request.Entries[i].Type || !named.Add((remote.Type, remote.Id)))
                return false;
        }
        return true;
    }

    private void Judge(Entry entry, Interaction interaction, EntryReply reply)
    {
        var (verdict, code) = ResponseClassifier.Classify(reply.Status, reply.Issue?.Code, interaction);
        if (verdict == Verdict.Accepted && reply.Issue is null)
            Accept(entry, interaction, reply);
        else
            Refuse(entry, verdict == Verdict.Accepted ? Verdict.Unknown : verdict, code, reply.Status, reply.Issue);
    }

    private void Accept(Entry entry, Interaction interaction, EntryReply reply)
    {
        refusals.Taken();
        var self = entry.Self;
        // What a condition found was there before this request.
        if (interaction is Interaction.ConditionalUpdate or Interaction.ConditionalCreate && reply.Status != 201)
            entry.NoteFound();
        if (interaction == Interaction.Update)
        {
            if (reply.Remote is { } named && named.Id != self.Id)
            {
                entry.Unit.Defer(new Failure(FailureCode.OutcomeUnknown, Expected: "the id that was written", HttpStatus: reply.Status), usesAttempt: true);
                return;
            }
            if (reply.IsCut)
            {
                entry.State = EntryState.ToReadBack;
                return;
            }
            self.Version = reply.Version;
            entry.State = EntryState.Arrived;
        }
        else if (reply.Remote is { } remote && remote.Type == entry.Type)
        {
            self.Found(remote.Id, reply.Version, isConfirmed: false);
            if (reply.IsCut)
                entry.State = EntryState.ToReadBack;
            // A conditional create that found something changed nothing: the content follows by id.
            else if (interaction != Interaction.ConditionalCreate || reply.Status == 201 || entry.Unit.IsParty)
                entry.State = EntryState.Arrived;
        }
        else
        {
            entry.State = interaction == Interaction.ConditionalCreate && reply.Status != 201 && !entry.Unit.IsParty
                ? EntryState.ToFind
                : EntryState.ToReadBack;
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

    private void RefuseUnit(WriteRequest request, Verdict verdict, string code, int status, OutcomeIssue? issue)
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

    private void Refuse(Entry entry, Verdict verdict, string code, int status, OutcomeIssue? issue)
    {
        var failure = new Failure(code, issue?.Path, HttpStatus: status == 0 ? null : status);
        switch (verdict)
        {
            case Verdict.Conflicted when !entry.Unit.IsParty && ++entry.Conflicts <= 2:
                entry.State = EntryState.ToReread;
                break;
            case Verdict.Rejected when code == FailureCode.Forbidden && refusals.Refused():
                RefusesAll = true;
                entry.Unit.Defer(failure with { Code = FailureCode.Unauthorized }, usesAttempt: false);
                break;
            case Verdict.Conflicted or Verdict.Rejected:
                Reject(entry, failure);
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
