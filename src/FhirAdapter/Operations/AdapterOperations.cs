using System.Runtime.CompilerServices;
using FhirAdapter.Configuration;
using FhirAdapter.Health;
using FhirAdapter.Outbox;
using FhirAdapter.Records;
using FhirAdapter.Sync;
using FhirAdapter.Terminology;

namespace FhirAdapter.Operations;

/// <summary>What a person or a program can ask of the adapter. Nothing it gives holds clinical values.</summary>
public sealed class AdapterOperations
{
    private readonly SyncParts _parts;
    private readonly OutboxAccess _ledger;
    private readonly SyncCounters _counters;
    private readonly DeliverySignal _signal;
    private readonly TerminologySet _terminology;
    private readonly HealthCheck _health;

    internal AdapterOperations(
        SyncParts parts, OutboxAccess ledger, SyncCounters counters, DeliverySignal signal, TerminologySet terminology, HealthCheck health)
    {
        _terminology = terminology;
        _parts = parts;
        _ledger = ledger;
        _counters = counters;
        _signal = signal;
        _health = health;
    }

    /// <summary>What happened since the process started.</summary>
    public AdapterProgress Progress =>
        new(_counters.Read, _counters.Refused, _counters.Accepted, _counters.Delivered, _counters.Deferred, _counters.Parked);

    /// <summary>Reads all sources once and delivers until nothing is due, nor will be within <paramref name="patience"/> of the last reading.</summary>
    /// <param name="patience">How long to wait for deliveries that were put off. Zero waits for none.</param>
    /// <param name="cancellationToken">Stops at the next safe point; nothing that was accepted is lost.</param>
    /// <returns>Where the adapter stands then.</returns>
    public async Task<AdapterStatus> SyncAsync(TimeSpan patience, CancellationToken cancellationToken)
    {
        var captured = Task.WhenAll(_parts.Sources.Select(async source =>
        {
            var loop = await _parts.CaptureLoopAsync(source.Name, cancellationToken).ConfigureAwait(false);
            await loop.RunAsync(once: true, cancellationToken).ConfigureAwait(false);
        }));
        var delivered = Task.WhenAll(_parts.Destinations.Select(async destination =>
        {
            var loop = await _parts.DeliveryLoopAsync(destination.Name, cancellationToken).ConfigureAwait(false);
            await loop.DrainAsync(captured, patience, cancellationToken).ConfigureAwait(false);
        }));
        await Task.WhenAll(captured, delivered).ConfigureAwait(false);
        return await StatusAsync(cancellationToken).ConfigureAwait(false);
    }

    /// <summary>The accounts of each destination.</summary>
    public async Task<AdapterStatus> StatusAsync(CancellationToken cancellationToken)
    {
        var outbox = await _ledger.OpenAsync(cancellationToken).ConfigureAwait(false);
        return new AdapterStatus(await outbox.CountAsync(cancellationToken).ConfigureAwait(false));
    }

    /// <summary>
    /// Whether the adapter does all that it should: its loops move, the ledger can be used and takes records, the accounts close, the
    /// destinations take what is due, the clock goes on. What only a running worker can know is left out where none runs in this process.
    /// </summary>
    /// <param name="cancellationToken">Stops the look.</param>
    public Task<Readiness> ReadinessAsync(CancellationToken cancellationToken) => _health.LookAsync(cancellationToken);

    /// <summary>Whether the process works at all; if not, only a new start helps. It never waits for anything.</summary>
    public bool IsAlive => _health.IsAlive;

    /// <summary>Reads the whole ledger through for damage, beside whatever else is at work.</summary>
    /// <param name="cancellationToken">Stops the reading.</param>
    /// <exception cref="OutboxUnavailableException">It is damaged: nothing more is sent from it. Keep the file, and restore a backup.</exception>
    public async Task VerifyLedgerAsync(CancellationToken cancellationToken)
    {
        var outbox = await _ledger.OpenAsync(cancellationToken).ConfigureAwait(false);
        await outbox.VerifyAsync(cancellationToken).ConfigureAwait(false);
    }

    /// <summary>Writes a copy of the ledger as it is at one moment, reads it through and flushes it to the disk, beside whatever else is at work.</summary>
    /// <param name="path">The new file; its folder must be there. It is for its owner only.</param>
    /// <param name="cancellationToken">Gives up and leaves nothing behind.</param>
    /// <exception cref="OutboxUnavailableException">The file is there already or cannot be written, or the ledger is damaged.</exception>
    /// <remarks>To restore: stop the adapter, put the copy in the place of the ledger without a file of its name with -wal or -shm, start.</remarks>
    public async Task BackUpAsync(string path, CancellationToken cancellationToken)
    {
        ArgumentException.ThrowIfNullOrEmpty(path);
        var outbox = await _ledger.OpenAsync(cancellationToken).ConfigureAwait(false);
        await outbox.BackUpAsync(path, cancellationToken).ConfigureAwait(false);
    }

    /// <summary>Deliveries kept for a person (parked), and those that wait for another record (held), longest standing first.</summary>
    /// <param name="destination">Only those of this destination; of all where <see langword="null"/>.</param>
    /// <param name="limit">At most so many, 1 or more.</param>
    /// <param name="cancellationToken">Stops the listing.</param>
    public async IAsyncEnumerable<ParkedDelivery> DeadLettersAsync(
        string? destination, int limit, [EnumeratorCancellation] CancellationToken cancellationToken)
    {
        var outbox = await _ledger.OpenAsync(cancellationToken).ConfigureAwait(false);
        await foreach (var parked in outbox.ParkedAsync(destination, limit, cancellationToken).ConfigureAwait(false))
            yield return parked;
    }

    /// <summary>Makes parked and held deliveries owed again, at once and with no attempts used up.</summary>
    /// <param name="destination">Only those of this destination; of all where <see langword="null"/>.</param>
    /// <param name="key">Only that of this record; all where <see langword="null"/>.</param>
    /// <param name="cancellationToken">Cancels before the commit.</param>
    /// <returns>How many became owed.</returns>
    public async Task<int> ReplayAsync(string? destination, RecordKey? key, CancellationToken cancellationToken)
    {
        var outbox = await _ledger.OpenAsync(cancellationToken).ConfigureAwait(false);
        var replayed = await outbox.ReplayAsync(destination, key, cancellationToken).ConfigureAwait(false);
        _signal.Raise();
        return replayed;
    }

    /// <summary>Takes for given what a person was told of a destination: what it can no longer do, what it newly can.</summary>
    /// <param name="destination">The destination's name.</param>
    /// <param name="cancellationToken">Cancels before the commit.</param>
    /// <returns>How much was accepted; <see langword="null"/> where there is no such destination.</returns>
    public async Task<int?> AcceptAsync(string destination, CancellationToken cancellationToken)
    {
        var named = _parts.Destinations.FirstOrDefault(each => string.Equals(each.Name, destination, StringComparison.OrdinalIgnoreCase));
        if (named is null)
            return null;
        var accepted = await named.AcceptAsync(cancellationToken).ConfigureAwait(false);
        _signal.Raise();
        return accepted;
    }

    /// <summary>
    /// A planner for a destination by its write profile and by what its server says that it can, now, or else when it was asked last. Nothing is kept,
    /// no patient data is sent.
    /// </summary>
    /// <param name="destination">The destination's name.</param>
    /// <param name="cancellationToken">Stops the asking.</param>
    /// <exception cref="AdapterConfigurationException">The settings name no such destination.</exception>
    public async Task<RecordPlanner> PlannerAsync(string destination, CancellationToken cancellationToken)
    {
        var named = _parts.Destinations.FirstOrDefault(each => string.Equals(each.Name, destination, StringComparison.OrdinalIgnoreCase))
            ?? throw new AdapterConfigurationException(
                [$"FhirAdapter:Destinations names no {destination}. {Failures.Suggestion.For(destination, _parts.Destinations.Select(each => each.Name))}"]);
        var offer = await named.AskOfferAsync(cancellationToken).ConfigureAwait(false);
        return RecordPlanner.Within(_parts.Mapping, _parts.PlannersOf(named.Name), offer);
    }

    /// <summary>Each attempt at a record and where it stands, or <see langword="null"/> where the ledger never saw it.</summary>
    public async Task<RecordHistory?> WhyAsync(RecordKey key, CancellationToken cancellationToken)
    {
        var outbox = await _ledger.OpenAsync(cancellationToken).ConfigureAwait(false);
        return await outbox.FindAsync(key, cancellationToken).ConfigureAwait(false);
    }

    /// <summary>What the adapter's own codes go out as.</summary>
    public TerminologyListing Terminology => TerminologyListing.Of(_terminology);

    /// <summary>Looks at each destination: whether it answers and what it can do. Sends no patient data.</summary>
    public async Task<IReadOnlyList<DestinationProbe>> CheckAsync(CancellationToken cancellationToken) =>
        await Task.WhenAll(_parts.Destinations.Select(async destination =>
            new DestinationProbe(destination.Name, await destination.ProbeAsync(cancellationToken).ConfigureAwait(false), _parts.ShapeOf(destination.Name)))).ConfigureAwait(false);
}
