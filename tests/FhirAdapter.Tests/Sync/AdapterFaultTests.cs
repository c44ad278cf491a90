using System.Globalization;
using FhirAdapter.Destinations;
using FhirAdapter.Failures;
using FhirAdapter.Health;
using FhirAdapter.Outbox;
using FhirAdapter.Outbox.Sqlite;
using FhirAdapter.Records;
using FhirAdapter.Records.Mapping;
using FhirAdapter.Sync;
using FhirAdapter.Tests.Outbox;
using Microsoft.Extensions.Logging.Testing;
using Microsoft.Extensions.Time.Testing;

namespace FhirAdapter.Tests.Sync;

/// <summary>A fault of the adapter itself that one record brings about while it is sent: nobody else may have to wait for it.</summary>
public sealed class AdapterFaultTests : IAsyncLifetime, IAsyncDisposable
{
    private const int Records = 200;
    private const string Bad = "S-77";

    private readonly LedgerFolder _folder = new();
    private readonly FakeTimeProvider _time = new(new DateTimeOffset(2026, 11, 24, 8, 0, 0, TimeSpan.Zero));
    private readonly DeliveryOptions _delivery = new();
    private readonly FakeLogger _log = new();
    private readonly SqliteOutbox _ledger;

    public AdapterFaultTests() => _ledger = new SqliteOutbox(_folder.Options, _time);

    public Task InitializeAsync() => Task.CompletedTask;

    Task IAsyncLifetime.DisposeAsync() => DisposeAsync().AsTask();

    public async ValueTask DisposeAsync()
    {
        await _ledger.DisposeAsync();
        _folder.Remove();
    }

    [Fact]
    public async Task Whoever_was_sent_with_it_goes_apart_and_arrives_and_it_is_parked_in_plain_sight()
    {
        await FillAsync();
        var destination = new FaultyDestination();
        var pass = Pass(destination);

        Assert.True(await pass.RunAsync(Pulse, CancellationToken.None, CancellationToken.None));
        Assert.InRange((await CountsAsync()).Delivered, 0, Records - _delivery.BatchSize);
        // By then all of them are due again at once.
        _time.Advance(TimeSpan.FromHours(1));
        await RunAsync(pass);

        var counts = await CountsAsync();
        Assert.Equal((Records - 1, 1), (counts.Delivered, counts.Parked));
        var parked = (await _ledger.FindAsync(new RecordKey(RecordKind.PainScore, Bad), CancellationToken.None))!.Deliveries.Single();
        Assert.Equal((FailureCode.AttemptsUsedUp, FailureCode.SendingFailed, _delivery.MaxAttempts), (parked.Failure?.Code, parked.Failure?.Expected, parked.Attempts));
        // Once with the others, then apart.
        Assert.Equal(1, destination.Shared);
        Assert.DoesNotContain(_log.Collector.GetSnapshot(), line => line.Message.Contains(Bad, StringComparison.Ordinal) || line.Message.Contains("half", StringComparison.Ordinal));
        Assert.Contains(_log.Collector.GetSnapshot(), line => line.Id.Id == 1106);
    }

    [Fact]
    public async Task What_may_have_arrived_is_not_sent_again_before_it_can_be_looked_up()
    {
        await FillAsync();
        var began = _time.GetUtcNow();

        await Pass(new FaultyDestination()).RunAsync(Pulse, CancellationToken.None, CancellationToken.None);

        var standing = (await _ledger.FindAsync(new RecordKey(RecordKind.PainScore, Bad), CancellationToken.None))!.Deliveries.Single();
        Assert.Equal((DeliveryState.Pending, 1, FailureCode.SendingFailed), (standing.State, standing.Attempts, standing.Failure?.Code));
        Assert.True(standing.Due >= began + FaultyDestination.Lag);
    }

    [Fact]
    public async Task A_fault_of_the_ledger_ends_the_pass_as_ever()
    {
        await FillAsync();

        await Assert.ThrowsAsync<IOException>(() => Pass(new FaultyDestination { Fault = new IOException("disk") }).RunAsync(Pulse, CancellationToken.None, CancellationToken.None));

        Assert.Equal(0, (await CountsAsync()).Delivered);
    }

    private Pulse Pulse => new Heartbeats(_time).Of(LoopKind.Delivery, "east", 0);

    private async Task<DestinationCounts> CountsAsync() => Assert.Single(await _ledger.CountAsync(CancellationToken.None));

    private async Task RunAsync(DeliveryPass pass)
    {
        while (await _ledger.NextDueAsync("east", CancellationToken.None) is { } due)
        {
            if (due > _time.GetUtcNow())
                _time.Advance(due - _time.GetUtcNow());
            await pass.RunAsync(Pulse, CancellationToken.None, CancellationToken.None);
        }
    }

    private DeliveryPass Pass(IDestination destination) => new(
        _ledger, destination, new DeliveryPreparation(new RecordMapping(new MappingContext("https://clinic.example/fhir/id")), null, _log),
        new FhirAdapter.Sync.SettlementRules(new RetrySchedule(_delivery, new Random(1).NextDouble), _delivery, _time), _delivery, new HealthOptions(),
        new DestinationContacts(_time), new SyncCounters(), _time, _log);

    private async Task FillAsync()
    {
        await _ledger.InitializeAsync(["east"], CancellationToken.None);
        await _ledger.AppendAsync(SomeScores.Of(Records, each => string.Create(CultureInfo.InvariantCulture, $"S-{each}"), _time.GetUtcNow()), CancellationToken.None);
    }

    /// <summary>Stumbles over one record, after it may have sent what it was given.</summary>
    private sealed class FaultyDestination : IDestination
    {
        public static readonly TimeSpan Lag = TimeSpan.FromSeconds(10);

        public Exception Fault { get; init; } = new InvalidOperationException("half of a character");

        public int Shared { get; private set; }

        public string Name => "east";

        public TimeSpan UnseenFor => Lag;

        public Task<ProbeResult> ProbeAsync(CancellationToken cancellationToken) => Task.FromResult(new ProbeResult(true, []));

        public Task<IReadOnlyList<IReadOnlyList<DeliveryOutcome>>> DeliverAsync(
            IReadOnlyList<IReadOnlyList<Delivery>> lanes, Lease lease, CancellationToken cancellationToken)
        {
            if (lanes.Any(lane => lane.Any(delivery => delivery.Key.Id == Bad)))
            {
                Shared += lanes.Count > 1 ? 1 : 0;
                throw Fault;
            }

            return Task.FromResult<IReadOnlyList<IReadOnlyList<DeliveryOutcome>>>(
                [.. lanes.Select(lane => lane.Select(_ => (DeliveryOutcome)new DeliveryOutcome.Delivered("r"u8.ToArray(), "Observation/1")).ToArray())]);
        }

        public ValueTask DisposeAsync() => ValueTask.CompletedTask;
    }
}
