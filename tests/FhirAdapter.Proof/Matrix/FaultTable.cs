using FhirAdapter.Proof.FaultServer;
using FhirAdapter.Proof.FaultServer.Fhir;
using FhirAdapter.Proof.FaultServer.SignIn;

namespace FhirAdapter.Proof.Matrix;

/// <summary>The 36 faults as data: what each is, what must come of it once and for ever, how a cell gets it, and where it means nothing.</summary>
internal static class FaultTable
{
    public static readonly FaultRow[] Rows =
    [
        new(1, "connection refused", Verdict.Retry, Verdict.Retry, AtDoor(DoorTrouble.Refused)),
        new(2, "name not found", Verdict.Retry, Verdict.Retry, AtDoor(DoorTrouble.NoName)),
        new(3, "connecting takes too long", Verdict.Retry, Verdict.Retry, AtDoor(DoorTrouble.NeverConnects)),
        new(4, "reset before the request is read", Verdict.Retry, Verdict.Retry, ResetAtOnce),
        new(5, "no reply to what was sent", Verdict.Settle, Verdict.Settle, Wire(false, Delivery.Never)),
        new(6, "reset after the request was read", Verdict.Settle, Verdict.Settle, Wire(false, Delivery.Reset)),
        new(7, "reset in the headers", Verdict.Settle, Verdict.Settle, Wire(null, Delivery.HalfHeaders)),
        new(8, "reset in the body", Verdict.Settle, Verdict.Settle, Wire(null, Delivery.HalfBody, Replies.WithBody)),
        new(9, "closed without reply on a connection used before", Verdict.Settle, Verdict.Settle, Wire(null, Delivery.Closed)),
        new(10, "applied, then the reply lost", Verdict.Settle, Verdict.Settle, Wire(true, Delivery.Reset), Meaning.NotForReadsButTokens),
        new(11, "created twice by a race in the server", Verdict.Settle, Verdict.Settle, (world, cell) => world.Server.Service.Races = cell.Times, Meaning.OnlyCreates),
        new(12, "applied, the reply past the deadline", Verdict.Settle, Verdict.Settle, Wire(true, Delivery.Never), Meaning.NotForReadsButTokens),
        new(13, "500", Verdict.Settle, Verdict.Settle, Status([500])),
        new(14, "502, 503, 504 without Retry-After", Verdict.Settle, Verdict.Settle, Status([502, 503, 504])),
        new(15, "408, 425", Verdict.Settle, Verdict.Settle, Status([408, 425])),
        new(16, "429, 503 with Retry-After", Verdict.Wait, Verdict.Wait, RetryAfter),
        new(17, "200 with a sign-in page", Verdict.Settle, Verdict.Settle, Say(Replies.SignInPage)),
        new(18, "200 with broken JSON", Verdict.Settle, Verdict.Settle, Say(() => WireReply.Text(200, "{\"resourceType\":\"Bund"))),
        new(19, "200 with another resource or id", Verdict.Settle, Verdict.Settle, Instead(Answers.WrongResource), Meaning.NotForMetadata),
        new(20, "200 with an OperationOutcome that is an error", Verdict.Settle, Verdict.Settle, Say(() => Replies.Refusal(200, "exception"))),
        new(21, "201 without Location and ETag", Verdict.Settle, Verdict.Settle, Instead((_, _, reply, _) => Replies.Nameless(reply)), Meaning.NotForUpdates),
        new(22, "204 where an answer was asked for", Verdict.Settle, Verdict.Settle, Instead(Answers.NoContent), Meaning.NotForUpdatesButReads),
        new(23, "gzip cut in half", Verdict.Settle, Verdict.Settle, Instead((_, request, reply, _) => Replies.HalfGzip(request, reply))),
        new(24, "body cut in half", Verdict.Settle, Verdict.Settle, Cut),
        new(25, "body a byte in a long while", Verdict.Settle, Verdict.Settle, Wire(true, Delivery.Trickle, Replies.WithBody)),
        new(26, "body without end, or too deep", Verdict.Settle, Verdict.Settle, TooMuch),
        new(27, "batch reply with fewer, more or swapped entries", Verdict.Settle, Verdict.Settle, Instead(Answers.OtherEntries), Meaning.OnlyBundles),
        new(28, "400, 422", Verdict.Park, Verdict.Park, Refusals([(400, "invalid"), (422, "processing")])),
        new(29, "404, 410; for ever: the whole base 404", Verdict.Park, Verdict.Stop, NotThere),
        new(30, "401, token expired", Verdict.Stop, Verdict.Stop, Expired),
        new(31, "401 for ever", Verdict.Stop, Verdict.Stop, Refusals([(401, "login")])),
        new(32, "403: one record; for ever: all", Verdict.Park, Verdict.Stop, Forbidden),
        new(33, "409, 412, another version there", Verdict.Conflict, Verdict.Conflict, Conflicts, Meaning.NotForReads),
        new(34, "redirect or link to another host", Verdict.Refuse, Verdict.Refuse, Elsewhere),
        new(35, "TLS that is not good", Verdict.Refuse, Verdict.Refuse, BadTls),
        new(36, "the same again, or an older version after a newer", Verdict.Absorb, Verdict.Absorb, (_, _) => { }, Meaning.OnlyRecords),
    ];

    /// <summary>Why a cell has no meaning; nothing where it has one.</summary>
    public static string? MeaninglessBecause(FaultRow fault, Interaction interaction) => fault.Meaningless?.Invoke(interaction);

    private static Action<CellWorld, Cell> AtDoor(DoorTrouble trouble) => (world, cell) =>
    {
        FreshConnections(world, cell);
        world.Door.Arm(trouble, cell.Times);
    };

    /// <summary>What happens to connections is met by the next request only where that has to connect.</summary>
    private static void FreshConnections(CellWorld world, Cell cell)
    {
        world.Server.ClosesAlways = true;
        // What comes of an answer is armed in the middle of it, and that ends its own connection.
        if (!cell.IsAfterAnswer)
            world.Server.Hang();
    }

    private static void ResetAtOnce(CellWorld world, Cell cell)
    {
        FreshConnections(world, cell);
        world.Server.Script.ResetConnections(cell.Times);
    }

    /// <param name="applies">Whether the request is carried out; nothing where both happen, turn by turn.</param>
    /// <param name="delivery">What happens on the wire.</param>
    /// <param name="reply">The answer that is cut short.</param>
    private static Action<CellWorld, Cell> Wire(bool? applies, Delivery delivery, Func<WireRequest, WireReply, WireReply>? reply = null) =>
        (world, cell) => Arm(world, cell, new Fault(applies ?? cell.Variant % 2 == 0, reply, delivery));

    private static Action<CellWorld, Cell> Status(int[] statuses) => (world, cell) =>
        Arm(world, cell, Fault.Say(Replies.Refusal(statuses[cell.Variant % statuses.Length], "exception"), applies: cell.Variant % 2 == 0 && !cell.IsUpdate));

    private static Action<CellWorld, Cell> Refusals((int Status, string Code)[] refusals) => (world, cell) =>
    {
        var (status, code) = refusals[cell.Variant % refusals.Length];
        Arm(world, cell, Fault.Say(cell.Interaction == Interaction.Token ? SignInFaults.Refusal(status, cell.Shape) : Replies.Refusal(status, code)));
    };

    private static void Expired(CellWorld world, Cell cell)
    {
        if (cell.IsOfOldToken)
            SignInFaults.Expire(world, cell);
        else
            Refusals([(401, "expired")])(world, cell);
    }

    private static Action<CellWorld, Cell> Say(Func<WireReply> reply) => (world, cell) =>
        Arm(world, cell, Fault.Say(reply(), applies: cell.Variant % 2 == 0));

    private static Action<CellWorld, Cell> Instead(Func<Cell, WireRequest, WireReply, CellWorld, WireReply> reply) => (world, cell) =>
        Arm(world, cell, new Fault(true, (request, said) => reply(cell, request, said, world)));

    private static void RetryAfter(CellWorld world, Cell cell)
    {
        var now = world.Time.GetUtcNow();
        var (value, _) = RetryAfters.Of(cell, now);
        Arm(world, cell, Fault.Say(Replies.Refusal(cell.Variant % 2 == 0 ? 429 : 503, "throttled") with { Extra = [("Retry-After", value)] }));
    }

    private static void Cut(CellWorld world, Cell cell) =>
        Arm(world, cell, new Fault(true, Replies.WithBody, cell.Variant % 2 == 0 ? Delivery.ShortOfLength : Delivery.CutWithoutLength));

    private static void TooMuch(CellWorld world, Cell cell) => Arm(world, cell, cell.Variant % 2 == 0
        ? new Fault(true, Replies.WithBody, Delivery.Endless)
        : new Fault(true, (_, reply) => Replies.Deep(reply)));

    private static void NotThere(CellWorld world, Cell cell)
    {
        if (cell.Shape == Shape.ForEver)
            world.Server.Script.Arm(_ => true, Fault.Say(Replies.Refusal(404, "not-found")), cell.Times);
        else
            Refusals([(404, "not-found"), (410, "deleted")])(world, cell);
    }

    private static void Forbidden(CellWorld world, Cell cell)
    {
        if (cell.Shape == Shape.ForEver && !cell.IsSignIn && cell.Interaction != Interaction.NextPage)
            world.Server.Script.Arm(request => request.Method != "GET" || cell.Interaction == Interaction.Metadata, Fault.Say(Replies.Refusal(403, "forbidden")), cell.Times);
        else
            Refusals([(403, "forbidden")])(world, cell);
    }

    private static void Conflicts(CellWorld world, Cell cell)
    {
        if (cell.Variant % 3 == 2 && cell.IsUpdate && cell.Shape == Shape.Once && world.Server.Service.Manners.Versioned)
            ForeignEdit.Make(world, cell);
        else
            Refusals([(409, "conflict"), (412, "conflict"), (412, "processing")])(world, cell);
    }

    private static void Elsewhere(CellWorld world, Cell cell)
    {
        int[] redirects = [307, 301, 308, 302, 303];
        if (cell.Interaction == Interaction.NextPage)
            world.Server.Script.Arm(IsContentSearch, new Fault(true, (_, _) => WireReply.Text(200, $$"""
                {"resourceType":"Bundle","type":"searchset","link":[{"relation":"next","url":"{{world.Evil.Address}}fhir?page=2"}],"entry":[]}
                """)), cell.Times);
        else if (cell.Interaction == Interaction.SmartConfiguration)
            Arm(world, cell, new Fault(true, (_, reply) => SignInFaults.ForeignEndpoint(world, reply)));
        else if (cell.Variant % 6 == 5 && !cell.IsRead)
            Arm(world, cell, new Fault(true, (_, reply) => Replies.Renamed(reply, $"{world.Evil.Address}fhir/Basic/evil/_history/1")));
        else
            Arm(world, cell, Fault.Say(WireReply.Empty(redirects[cell.Variant % 5]) with { Location = world.Evil.Address + "fhir" }));
    }

    private static void BadTls(CellWorld world, Cell cell)
    {
        FreshConnections(world, cell);
        if (cell.Variant % 6 is < 5 and var trouble)
            world.Server.Script.SpoilTls((TlsTrouble)trouble, cell.Times);
    }

    private static void Arm(CellWorld world, Cell cell, Fault fault) => world.Server.Script.Arm(Hits(cell.Interaction), fault, cell.Times);

    private static Func<WireRequest, bool> Hits(Interaction interaction) => interaction switch
    {
        Interaction.Token => request => request.Target == SignInService.TokenPath,
        Interaction.SmartConfiguration => request => request.Target == SignInService.Configuration,
        Interaction.Metadata => request => request.Target.EndsWith("metadata", StringComparison.Ordinal),
        Interaction.NextPage => request => Searches.IsNextPage(request.Target),
        Interaction.Search => request => request.Target.EndsWith("Patient/_search", StringComparison.Ordinal),
        Interaction.ReadBack => request => IsRead(request) && CellWorld.IsAboutSubject(request),
        _ => request => !IsRead(request) && CellWorld.IsAboutSubject(request),
    };

    private static bool IsContentSearch(WireRequest request) =>
        request.Target.EndsWith("_search", StringComparison.Ordinal) && !request.Target.EndsWith("Patient/_search", StringComparison.Ordinal);

    private static bool IsRead(WireRequest request) => request.Method == "GET" || request.Target.EndsWith("_search", StringComparison.Ordinal);
}
