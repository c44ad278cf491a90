using FhirAdapter.Destinations.FhirServers;
using FhirAdapter.Health;
using FhirAdapter.Outbox.Sqlite;
using FhirAdapter.Proof.Clinic;
using FhirAdapter.Records.Mapping;
using FhirAdapter.Sync;
using Microsoft.Data.Sqlite;
using Microsoft.Extensions.Logging.Abstractions;

namespace FhirAdapter.Proof.Simulation;

/// <summary>One simulated instance of the adapter: everything that it has in memory, and what it opened.</summary>
internal sealed class SimProcess : IAsyncDisposable
{
    private static readonly RecordMapping Mapping = new(new MappingContext(ClinicRecords.Identity));

    private readonly SimWorld _world;
    private readonly FhirServerDestination _destination;
    private readonly DeliveryPass _pass;
    private bool _outlivedLease;

    public SimProcess(SimWorld world, int number, SqliteOutbox outbox)
    {
        _world = world;
        Number = number;
        Name = $"p{number}";
        Time = new SimTime(world.Clock);
        Outbox = outbox;
        _destination = new FhirServerDestination(SimWorld.Destination, Options, Mapping.Retract, Time, NullLogger.Instance, () => new SimWire(world, this));
        var delivery = new DeliveryOptions { Lease = SimWorld.Lease, ClaimSize = 20, MaxAttempts = 1000 };
        _pass = new DeliveryPass(
            Outbox, _destination, new DeliveryPreparation(Mapping, null, NullLogger.Instance),
            new Sync.SettlementRules(new RetrySchedule(delivery, world.Random.NextDouble), delivery, Time), delivery, new HealthOptions(), new DestinationContacts(Time),
            new SyncCounters(), Time, NullLogger.Instance);
    }

    public int Number { get; }

    public string Name { get; }

    public SimTime Time { get; }

    public SqliteOutbox Outbox { get; }

    /// <summary>Whether it is at work, so that it cannot be given other work.</summary>
    public bool IsBusy { get; set; }

    /// <summary>How many steps are left to it; nothing where it goes on living.</summary>
    public int? StepsLeft { get; set; }

    /// <summary>One request at a time and no quick repeats, so that a seed gives one order of events.</summary>
    public FhirServerOptions Options { get; } = new()
    {
        BaseAddress = new Uri("http://127.0.0.1/"), Concurrency = 1, QuickRetries = 0, MaxBundleEntries = 6,
        CircuitBreaker = new() { MinimumThroughput = 1000 },
    };

    public Task<bool> PassAsync(CancellationToken cancellationToken)
    {
        _outlivedLease = false;
        return _pass.RunAsync(new Pulse(LoopKind.Delivery, Name, Time), cancellationToken, cancellationToken);
    }

    /// <summary>A named step of the product is reached.</summary>
    public void Reach(string step)
    {
        if (StepsLeft is { } left && (StepsLeft = left - 1) <= 0)
        {
            StepsLeft = null;
            throw new SimulatedCrashException(step);
        }
        // Stopped right before a request goes out: the last moment at which it can be noticed that the lease is over.
        if (step is "delivery.mapped" or "exchange.planned" or "request.written" && _world.Chance(_world.Weather.Pause))
        {
            _world.PauseAsync(this).GetAwaiter().GetResult();
            _outlivedLease |= _world.Pauses;
        }
        if (step == "settle.claim-written" && _outlivedLease)
            _world.Violate("what was held under a lease that is over was written down");
        if (step == "ledger.committing" && _world.Chance(_world.Weather.Full))
        {
            _world.Note("disk full");
            throw new SqliteException("database or disk is full", SQLitePCL.raw.SQLITE_FULL);
        }
    }

    /// <summary>Ends everything but its ledger.</summary>
    public ValueTask DisposeAsync() => _destination.DisposeAsync();
}
