using FhirAdapter.Destinations.FhirServers.Bundles;
using FhirAdapter.Destinations.FhirServers.Capability;
using FhirAdapter.Destinations.FhirServers.Http;
using FhirAdapter.Failures;

namespace FhirAdapter.Destinations.FhirServers.Exchanges;

/// <summary>Brings lanes to the server wave by wave: settle references, plan, send, judge, read again, confirm. Nothing is decided here.</summary>
internal sealed class Exchange(ServerSession session, BodyWriter bodies, Lease lease)
{
    private readonly ReplyJudge judge = new(session.Limit, session.Refusals, session.Profile);
    private readonly Doubles doubles = new(session, lease);
    private readonly Rereading rereading = new(session, bodies, new Doubles(session, lease));
    private readonly IdentityCheck identities = new(session);
    private readonly Adoption adoption = new(session, bodies);

    private bool stopping;
    private bool wasAsked;
    private Stop? gone;

    /// <summary>Why nothing more is sent, once that is so.</summary>
    public Stop? Stopped { get; set; }

    public async Task RunAsync(IReadOnlyList<IReadOnlyList<Unit>> lanes, CancellationToken cancellationToken)
    {
        while (Stopped is null && Next(lanes) is { Count: > 0 } wave)
        {
            FailPoint.Pass("exchange.planned");
            if (await adoption.RunAsync(lanes, wave, cancellationToken).ConfigureAwait(false) is { } silence)
            {
                // Without an answer nothing is known of any of them: an attempt is used up where one would have been.
                Stopped = silence;
                session.Stopped(silence);
                break;
            }
            FailPoint.Pass("exchange.looked-up");
            await SendAsync(wave, cancellationToken).ConfigureAwait(false);
            FailPoint.Pass("exchange.answered");
            foreach (var request in wave)
                await JudgeAsync(request, cancellationToken).ConfigureAwait(false);
            FailPoint.Pass("exchange.judged");
            await RereadAsync(wave, cancellationToken).ConfigureAwait(false);
            FailPoint.Pass("exchange.reread");
            if (Stopped is null && await Confirmation.RunAsync(wave, session, identities, doubles, cancellationToken).ConfigureAwait(false) is { } stop)
                Stop(stop);
            if (Stopped is null && await ReadingBack.RunAsync(wave, session, cancellationToken).ConfigureAwait(false) is { } told)
                Stop(told);
            foreach (var unit in lanes.SelectMany(each => each))
                unit.Close();
        }
        foreach (var unit in lanes.SelectMany(each => each))
        {
            unit.Close();
            if (Stopped is { } stop)
                Defer(unit, stop, unit.IsInDoubt);
            else
                unit.Hold(new Failure(FailureCode.ReferenceAwaited));
        }
    }

    private List<WriteRequest> Next(IReadOnlyList<IReadOnlyList<Unit>> lanes)
    {
        foreach (var lane in lanes)
        {
            foreach (var unit in lane)
            {
                if (unit.State == UnitState.Open)
                    Prepare(unit);
            }
        }
        return WavePlanner.Plan(lanes, session.Plan, session.Mode, session.Limit.Current, session.Options.MaxBundleBytes);
    }

    private void Prepare(Unit unit)
    {
        References.Settle(unit, session.Plan.TakesLogical);
        if (unit.State != UnitState.Open)
            return;
        foreach (var entry in unit.Entries)
        {
            if (entry.State != EntryState.Waiting)
                continue;
            if (entry.Body is null)
                bodies.Write(entry);
            if (entry.KnownHash is not { } known || !entry.IsClosed)
                continue;
            entry.KnownHash = null;
            entry.Hash = entry.Body!.Hash();
            if (entry.Hash == known)
                entry.State = EntryState.Arrived;
            else if (!session.Plan.CanUpdate(entry.Type))
                Amendments.Apply(entry, session, bodies);
        }
        unit.Close();
    }

    private async Task SendAsync(List<WriteRequest> wave, CancellationToken cancellationToken)
    {
        var parallel = new ParallelOptions { MaxDegreeOfParallelism = session.Options.Concurrency, CancellationToken = cancellationToken };
        await Parallel.ForEachAsync(wave, parallel, async (request, cancellation) =>
        {
            if (Volatile.Read(ref stopping))
                return;
            await RequestSender.SendAsync(request, session.Plan, session.Connection, lease, cancellation).ConfigureAwait(false);
            if (Exchanges.Stop.Of(request.Reply!, session.Options.RetryAfterCap) is not null)
                Volatile.Write(ref stopping, true);
        }).ConfigureAwait(false);
    }

    private async Task JudgeAsync(WriteRequest request, CancellationToken cancellationToken)
    {
        if (request.Reply is not { } reply)
            return;
        if (request.WasUnknown)
        {
            foreach (var unit in request.Units)
                unit.SettledBy ??= FailureCode.SettledByRepeating;
        }
        using (reply)
        {
            if (Exchanges.Stop.Of(reply, session.Options.RetryAfterCap) is { } stop)
                Defer(request, stop);
            else if (reply.Kind == ReplyKind.Answered && reply.Status is 404 or 410 && await IsGoneAsync(cancellationToken).ConfigureAwait(false) is { } gone)
                Defer(request, gone);
            else if (!(request.Mode != WriteMode.Single && reply.Status is 404 or 405 or 501 && session.Degrade(request.Mode)))
                judge.Judge(request, reply);
        }
        if (judge.Pause is { } asked)
            Stop(asked);
        if (judge.RefusesAll)
            Stop(new Stop(new Failure(FailureCode.Unauthorized, HttpStatus: 403), session.Options.RetryAfterCap, false));
    }

    private void Defer(WriteRequest request, Stop stop)
    {
        // What was not sent did not use up an attempt.
        Stop(stop);
        foreach (var entry in request.Entries)
            Defer(entry.Unit, stop, request.WasUnknown);
    }

    /// <summary>What may have been carried out is put off as that, whatever kept the rest from leaving.</summary>
    private static void Defer(Unit unit, Stop stop, bool isInDoubt)
    {
        if (isInDoubt)
            unit.Defer(new Failure(FailureCode.OutcomeUnknown), usesAttempt: true, stop.NotBefore);
        else
            unit.Defer(stop.Failure, stop.UsesAttempt, stop.NotBefore);
    }

    private void Stop(Stop stop)
    {
        Stopped ??= stop with { UsesAttempt = false };
        session.Stopped(stop);
    }

    /// <summary>What is not there may be one resource, or all: the server's own description says which, asked once in a call.</summary>
    private async Task<Stop?> IsGoneAsync(CancellationToken cancellationToken)
    {
        if (!wasAsked)
            (wasAsked, gone) = (true, await session.IsGoneAsync(cancellationToken).ConfigureAwait(false));
        return gone;
    }

    private async Task RereadAsync(List<WriteRequest> wave, CancellationToken cancellationToken)
    {
        foreach (var request in wave)
        {
            foreach (var entry in request.Entries)
            {
                if (Stopped is not null)
                    return;
                if (entry.State is EntryState.Waiting or EntryState.Arrived || entry.Unit.State != UnitState.Open)
                    continue;
                if (await rereading.ReadAsync(entry, cancellationToken).ConfigureAwait(false) is { } stop)
                    Stop(stop);
            }
        }
    }
}
