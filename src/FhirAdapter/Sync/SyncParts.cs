using FhirAdapter.Destinations;
using FhirAdapter.Health;
using FhirAdapter.Records.Mapping;
using FhirAdapter.Routes;
using FhirAdapter.Sources;
using Microsoft.Extensions.Logging;

namespace FhirAdapter.Sync;

/// <summary>The sources, the destinations with their shapes, and what joins each of them to the ledger.</summary>
internal sealed class SyncParts(
    IReadOnlyList<IRecordSource> sources,
    IReadOnlyList<IDestination> destinations,
    IReadOnlyDictionary<string, RoutePlanners> planners,
    OutboxAccess ledger,
    RecordMapping mapping,
    DeliveryOptions options,
    IntakeGate gate,
    Heartbeats heartbeats,
    DestinationContacts contacts,
    HealthOptions health,
    DeliverySignal signal,
    SyncCounters counters,
    TimeProvider time,
    ILoggerFactory loggers) : IAsyncDisposable
{
    public IReadOnlyList<IRecordSource> Sources => sources;

    public IReadOnlyList<IDestination> Destinations => destinations;

    /// <summary>What is done to every record for a destination; nothing where resources go as they are mapped.</summary>
    public IReadOnlyList<string> ShapeOf(string destination) => planners[destination].Whole?.Description ?? [];

    /// <summary>Makes resources of records.</summary>
    public RecordMapping Mapping => mapping;

    /// <summary>The planners of a destination.</summary>
    public RoutePlanners PlannersOf(string destination) => planners[destination];

    public int Workers => options.Workers;

    public async Task<CaptureLoop> CaptureLoopAsync(string source, CancellationToken cancellationToken)
    {
        var outbox = await ledger.OpenAsync(cancellationToken).ConfigureAwait(false);
        return new CaptureLoop(
            sources.Single(s => s.Name == source), outbox, gate, heartbeats.Of(LoopKind.Capture, source), signal, counters);
    }

    public async Task<DeliveryLoop> DeliveryLoopAsync(string destination, CancellationToken cancellationToken)
    {
        var outbox = await ledger.OpenAsync(cancellationToken).ConfigureAwait(false);
        var to = destinations.Single(d => d.Name == destination);
        var logger = loggers.CreateLogger<DeliveryPass>();
        var pass = new DeliveryPass(
            outbox, to,
            new DeliveryPreparation(mapping, planners[destination].Whole, logger, offer => planners[destination].Within(offer.Profile)),
            new SettlementRules(new RetrySchedule(options, Random.Shared.NextDouble), options, time),
            options, health, contacts, counters, time, logger);
        return new DeliveryLoop(outbox, to, pass, options, signal, heartbeats, time);
    }

    public async ValueTask DisposeAsync()
    {
        foreach (var destination in destinations)
            await destination.DisposeAsync().ConfigureAwait(false);
    }
}
