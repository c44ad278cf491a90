using FhirAdapter.Destinations.FhirServers.Bundles;
using FhirAdapter.Destinations.FhirServers.Capability;
using FhirAdapter.Destinations.FhirServers.Http;
using FhirAdapter.Failures;

namespace FhirAdapter.Destinations.FhirServers.Exchanges;

/// <summary>Brings lanes to the server wave by wave: settle references, plan, send, judge, read again. Nothing is decided here.</summary>
internal sealed class Exchange(ServerSession session, BodyWriter bodies)
{
    private readonly ReplyJudge judge = new(session.Limit);

    private bool stopping;

    /// <summary>Why nothing more is sent, once that is so.</summary>
    public Stop? Stopped { get; set; }

    public async Task RunAsync(IReadOnlyList<IReadOnlyList<Unit>> lanes, CancellationToken cancellationToken)
    {
        while (Stopped is null && Next(lanes) is { Count: > 0 } wave)
        {
            await SendAsync(wave, cancellationToken).ConfigureAwait(false);
            foreach (var request in wave)
                Judge(request);
            await RereadAsync(wave, cancellationToken).ConfigureAwait(false);
        }
        foreach (var unit in lanes.SelectMany(each => each))
        {
            unit.Close();
            if (Stopped is { } stop)
                unit.Defer(stop.Failure, stop.UsesAttempt, stop.NotBefore);
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
        References.Settle(unit);
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
            await RequestSender.SendAsync(request, session.Plan, session.Connection, cancellation).ConfigureAwait(false);
            if (Stop.Of(request.Reply!, session.Options.RetryAfterCap) is not null)
                Volatile.Write(ref stopping, true);
        }).ConfigureAwait(false);
    }

    private void Judge(WriteRequest request)
    {
        if (request.Reply is not { } reply)
            return;
        using (reply)
        {
            if (Stop.Of(reply, session.Options.RetryAfterCap) is { } stop)
            {
                // What was not sent did not use up an attempt.
                Stopped ??= stop with { UsesAttempt = false };
                session.Stopped(stop);
                foreach (var unit in request.Units)
                    unit.Defer(stop.Failure, stop.UsesAttempt, stop.NotBefore);
            }
            else if (!(request.Mode != WriteMode.Single && reply.Status is 404 or 405 or 501 && session.Degrade(request.Mode)))
            {
                judge.Judge(request, reply);
            }
        }
        foreach (var unit in request.Units)
            unit.Close();
    }

    private async Task RereadAsync(List<WriteRequest> wave, CancellationToken cancellationToken)
    {
        foreach (var entry in wave.SelectMany(each => each.Entries))
        {
            if (entry.State is not (EntryState.ToReread or EntryState.ToReadBack) || entry.Unit.State != UnitState.Open)
                continue;
            await Rereading.ReadAsync(entry, session.Connection, session.Search, cancellationToken).ConfigureAwait(false);
            entry.Unit.Close();
        }
    }
}
