using System.Runtime.InteropServices;
using System.Text.Json;
using FhirAdapter.Destinations;
using FhirAdapter.Failures;
using FhirAdapter.Health;
using FhirAdapter.Outbox;
using FhirAdapter.Telemetry;
using Microsoft.Extensions.Logging;

namespace FhirAdapter.Sync;

/// <summary>Ledger to destination, once: claim, map, deliver, settle.</summary>
internal sealed class DeliveryPass(
    IOutbox outbox,
    IDestination destination,
    DeliveryPreparation preparation,
    SettlementRules rules,
    DeliveryOptions options,
    HealthOptions health,
    DestinationContacts contacts,
    SyncCounters counters,
    TimeProvider time,
    ILogger logger)
{
    private static readonly TimeSpan LearnEvery = TimeSpan.FromSeconds(10);

    private readonly LanesApart _apart = new();

    private string? _learned;
    private long _learnedAt;

    /// <summary>Works on what is due now, up to one claim.</summary>
    /// <param name="pulse">Told before each step how long it may take.</param>
    /// <param name="stopping">Ends it before the next claim.</param>
    /// <param name="cut">Cuts off what is being sent; what came of it is then not known, and it is sent again.</param>
    /// <returns>Whether anything was claimed.</returns>
    public async Task<bool> RunAsync(Pulse pulse, CancellationToken stopping, CancellationToken cut)
    {
        pulse.Expect(TimeSpan.Zero);
        var claims = await outbox.ClaimAsync(destination.Name, options.ClaimSize, options.Lease, stopping).ConfigureAwait(false);
        if (claims.Count == 0)
        {
            pulse.Well();
            return false;
        }

        FailPoint.Pass("delivery.claimed");
        var settled = await DeliverAsync([.. claims], pulse, stopping, cut).ConfigureAwait(false);
        pulse.Expect(TimeSpan.Zero);

        // What arrived is written down even when the host is stopping: otherwise it would be sent again after the start.
        var written = await outbox.SettleAsync(settled, CancellationToken.None).ConfigureAwait(false);
        FailPoint.Pass("delivery.settled");
        Tell(settled, written);
        await LearnAsync().ConfigureAwait(false);
        pulse.Well();
        stopping.ThrowIfCancellationRequested();
        return true;
    }

    private async Task LearnAsync()
    {
        if (destination.Learned is not { } learned || learned == _learned)
            return;
        // At most once in a while: for every flush that this costs, a record could be settled.
        var now = time.GetTimestamp();
        if (_learned is not null && time.GetElapsedTime(_learnedAt, now) < LearnEvery)
            return;
        (_learned, _learnedAt) = (learned, now);
        await outbox.LearnAsync(destination.Name, learned, CancellationToken.None).ConfigureAwait(false);
    }

    private async Task<(LaneClaim Claim, IReadOnlyList<Settlement> Settlements)[]> DeliverAsync(
        LaneClaim[] claims, Pulse pulse, CancellationToken stopping, CancellationToken cut)
    {
        var settled = new (LaneClaim Claim, IReadOnlyList<Settlement> Settlements)[claims.Length];
        var index = 0;
        var keeper = new LeaseKeeper(outbox, claims, options.Lease, time, cut);
        await using (keeper.ConfigureAwait(false))
        {
            foreach (var part in ClaimParts.Of(claims, options.BatchSize, _apart.Holds))
            {
                // What was not begun when told to stop is given back with nothing settled, and so is what a lost lease leaves.
                var isOver = stopping.IsCancellationRequested || keeper.Token.IsCancellationRequested;
                var settlements = isOver ? null : await DeliverPartAsync(part, keeper, pulse).ConfigureAwait(false);
                for (var i = 0; i < part.Count; i++)
                    settled[index++] = (part[i], settlements?[i] ?? []);
            }
        }

        return settled;
    }

    // What was cut off may have arrived: that is written down, for what is sent next has to be told from it.
    private async Task<IReadOnlyList<Settlement>[]> DeliverPartAsync(ArraySegment<LaneClaim> claims, LeaseKeeper keeper, Pulse pulse)
    {
        pulse.Expect(health.SendingStuckAfter);
        var startedAt = time.GetUtcNow();
        var isBegun = false;
        try
        {
            var offer = await destination.OfferAsync(keeper.Token).ConfigureAwait(false);
            pulse.Expect(TimeSpan.Zero);
            var prepared = preparation.For(offer);
            var lanes = new PreparedLane[claims.Count];
            for (var i = 0; i < lanes.Length; i++)
                lanes[i] = prepared.Prepare(claims[i]);

            FailPoint.Pass("delivery.mapped");
            pulse.Expect(health.SendingStuckAfter);
            isBegun = true;
            var outcomes = await destination.DeliverAsync([.. lanes.Select(lane => lane.Deliveries)], keeper.Lease, keeper.Token).ConfigureAwait(false);
            FailPoint.Pass("delivery.sent");
            var settlements = new IReadOnlyList<Settlement>[lanes.Length];
            for (var i = 0; i < lanes.Length; i++)
                settlements[i] = rules.Settle(lanes[i], outcomes[i], startedAt);
            _apart.Remove(claims);
            return settlements;
        }
        catch (OperationCanceledException) when (keeper.Token.IsCancellationRequested)
        {
            return [.. claims.Select(claim => isBegun ? rules.CutOff(claim, startedAt, destination.UnseenFor) : [])];
        }
        catch (Exception fault) when (isBegun && IsOfAdapter(fault))
        {
            // One of them brought it about, and the others must not wait for it.
            _apart.Add(claims);
            Log.SendingFailed(logger, claims.Count, destination.Name, fault.GetType().Name);
            return [.. claims.Select(claim => rules.Faulted(claim, startedAt, destination.UnseenFor))];
        }
    }

    // What comes of data that nobody foresaw; the ledger's, the machine's and the disk's own faults end the pass.
    private static bool IsOfAdapter(Exception fault) =>
        fault is JsonException || (fault is SystemException and not (OperationCanceledException or OutOfMemoryException or IOException or ExternalException));

    private void Tell((LaneClaim Claim, IReadOnlyList<Settlement> Settlements)[] settled, IReadOnlyList<LaneClaim> written)
    {
        if (written.Count < settled.Length)
            Log.LeaseLost(logger, settled.Length - written.Count, destination.Name);

        var kept = written.Count == settled.Length ? settled : [.. settled.Where(s => written.Contains(s.Claim))];
        int delivered = 0, deferred = 0, parked = 0;
        var failures = new Dictionary<(string Code, bool Parked), int>();
        foreach (var settlement in kept.SelectMany(s => s.Settlements))
        {
            _ = settlement.State switch
            {
                DeliveryState.Delivered => delivered++,
                DeliveryState.Parked => parked++,
                _ => deferred++,
            };
            if (settlement.Failure is not { } failure)
                continue;
            var key = (failure.Code, settlement.State == DeliveryState.Parked);
            failures[key] = failures.GetValueOrDefault(key) + 1;
        }

        counters.Settled(delivered, deferred, parked);
        contacts.Note(destination.Name, delivered, [.. failures.Keys.Select(failure => failure.Code)]);
        foreach (var ((code, isParked), count) in failures)
        {
            if (isParked)
                Log.Parked(logger, count, destination.Name, code);
            else
                Log.PutOff(logger, count, destination.Name, code);
        }
    }
}
