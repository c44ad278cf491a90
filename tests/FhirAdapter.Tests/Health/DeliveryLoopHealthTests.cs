using FhirAdapter.Health;
using FhirAdapter.Outbox.Sqlite;
using FhirAdapter.Records.Mapping;
using FhirAdapter.Records.Reading;
using FhirAdapter.Sync;
using FhirAdapter.Tests.Outbox;
using FhirAdapter.Tests.Records.Reading;
using Microsoft.Data.Sqlite;
using Microsoft.Extensions.Logging.Abstractions;
using Microsoft.Extensions.Time.Testing;

namespace FhirAdapter.Tests.Health;

public sealed class DeliveryLoopHealthTests : IAsyncLifetime, IDisposable
{
    private static readonly TimeSpan Beyond = ReadinessRules.Allowance + TimeSpan.FromSeconds(1);

    private readonly FakeTimeProvider _time = new(new DateTimeOffset(2026, 3, 29, 0, 59, 0, TimeSpan.Zero));
    private readonly LedgerFolder _folder = new();
    private readonly StallingDestination _destination = new();
    private readonly HealthOptions _options = new();
    private readonly CancellationTokenSource _stop = new();
    private readonly CancellationTokenSource _cut = new();
    private Heartbeats _heartbeats = null!;
    private SqliteOutbox _ledger = null!;
    private Task _running = Task.CompletedTask;

    public async Task InitializeAsync()
    {
        _heartbeats = new Heartbeats(_time);
        _ledger = new SqliteOutbox(_folder.Options, _time);
        await _ledger.InitializeAsync(["east"], CancellationToken.None);
    }

    public async Task DisposeAsync()
    {
        await _stop.CancelAsync();
        await _cut.CancelAsync();
        await ((Task)_running).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
        await _ledger.DisposeAsync();
        _folder.Remove();
    }

    public void Dispose()
    {
        _stop.Dispose();
        _cut.Dispose();
    }

    [Fact]
    public async Task A_sending_that_never_ends_shows_when_its_time_is_up_and_not_before()
    {
        await OweOneAsync();
        Start();
        await _destination.Asked.Task;

        _time.Advance(_options.SendingStuckAfter);
        Assert.Empty(Found());
        _time.Advance(Beyond);

        Assert.Equal([HealthCode.LoopStuck], Found());
    }

    [Fact]
    public async Task A_loop_that_waits_for_a_locked_ledger_shows_within_30_seconds_and_goes_on_by_itself()
    {
        await OweOneAsync();
        await using var other = new SqliteConnection($"Data Source={_folder.Options.Path};Pooling=False");
        await other.OpenAsync();
        await using (var held = other.BeginTransaction(deferred: false))
        {
            Start();
            _time.Advance(Beyond);
            Assert.Equal([HealthCode.LoopStuck], Found());
        }

        await _destination.Asked.Task.WaitAsync(TimeSpan.FromSeconds(30));
        Assert.Empty(Found());
    }

    [Fact]
    public async Task When_one_worker_ends_in_a_fault_the_whole_loop_ends_so_that_it_can_be_started_again()
    {
        await OweOneAsync();
        Start();
        await _destination.Asked.Task;

        _destination.Answer.SetException(new InvalidOperationException("planted"));

        await Assert.ThrowsAnyAsync<Exception>(() => _running.WaitAsync(TimeSpan.FromSeconds(30)));
    }

    [Fact]
    public async Task Told_to_stop_nothing_new_is_claimed_and_what_is_on_its_way_is_settled()
    {
        await OweOneAsync("PS-1");
        Start();
        await _destination.Asked.Task;
        await OweOneAsync("PS-2");

        await _stop.CancelAsync();
        Assert.False(_destination.Given.IsCancellationRequested);
        _destination.Answer.SetResult();
        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => _running.WaitAsync(TimeSpan.FromSeconds(30)));

        var counts = Assert.Single(await _ledger.CountAsync(CancellationToken.None));
        Assert.Equal((1, 1, 0), (counts.Delivered, counts.Pending, counts.Residue));
    }

    [Fact]
    public async Task Told_to_stop_between_two_batches_the_one_not_begun_is_given_back_at_once()
    {
        await OweOneAsync("PS-1", patient: "P-1");
        await OweOneAsync("PS-2", patient: "P-2");
        Start(batchSize: 1);
        await _destination.Asked.Task;

        await _stop.CancelAsync();
        _destination.Answer.SetResult();
        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => _running.WaitAsync(TimeSpan.FromSeconds(30)));

        var counts = Assert.Single(await _ledger.CountAsync(CancellationToken.None));
        Assert.Equal((1, 1, 0), (counts.Delivered, counts.Pending, counts.Residue));
        Assert.Single(await _ledger.ClaimAsync("east", 10, TimeSpan.FromMinutes(1), CancellationToken.None));
    }

    [Fact]
    public async Task Cut_off_what_is_on_its_way_stays_owed_and_its_lane_is_free_at_once()
    {
        await OweOneAsync();
        Start();
        await _destination.Asked.Task;

        await _stop.CancelAsync();
        await _cut.CancelAsync();
        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => _running.WaitAsync(TimeSpan.FromSeconds(30)));

        Assert.Single(await _ledger.ClaimAsync("east", 10, TimeSpan.FromMinutes(1), CancellationToken.None));
    }

    [Fact]
    public async Task A_destination_that_is_owed_nothing_is_told_to_look_at_the_start_and_every_quarter_of_an_hour()
    {
        Start();
        await LookedAsync();

        for (var i = 0; i < 3; i++)
        {
            _time.Advance(TimeSpan.FromMinutes(15));
            await LookedAsync();
        }

        Assert.False(_destination.Looks.Reader.TryRead(out _));
    }

    private async Task LookedAsync() => await _destination.Looks.Reader.ReadAsync().AsTask().WaitAsync(TimeSpan.FromSeconds(30));

    private void Start(int batchSize = 125)
    {
        // Longer than any jump of the clock here: a lease that ends during one would rightly end the sending, and begin it anew.
        var options = new DeliveryOptions { Workers = 1, BatchSize = batchSize, Lease = TimeSpan.FromHours(1) };
        var logger = NullLogger.Instance;
        var pass = new DeliveryPass(
            _ledger, _destination,
            new DeliveryPreparation(new RecordMapping(new MappingContext("https://clinic.example/fhir/id")), null, logger),
            new FhirAdapter.Sync.SettlementRules(new RetrySchedule(options, () => 1), options, _time),
            options, _options, new DestinationContacts(_time), new SyncCounters(), _time, logger);
        _running = new DeliveryLoop(_ledger, _destination, pass, options, new DeliverySignal(), _heartbeats, _time).RunAsync(_stop.Token, _cut.Token);
    }

    private async Task OweOneAsync(string id = "PS-1", string patient = "")
    {
        var good = (FhirAdapter.Records.ReadRecord.Good)RecordJson.Read(
            SomeJson.Bytes(Json(id, patient)), 1, new RecordReadingOptions());
        await _ledger.AppendAsync([LedgerEntry.Of(good)], CancellationToken.None);
    }

    private static string Json(string id, string patient)
    {
        var json = SomeJson.PainScore.Replace("PS-1", id, StringComparison.Ordinal);
        return patient.Length == 0 ? json : json.Replace("MRN1", patient, StringComparison.Ordinal);
    }

    private IEnumerable<string> Found() => new ReadinessRules(_options)
        .Judge(new HealthFacts { Loops = [.. _heartbeats.All.Select(pulse => new LoopState(pulse.Kind, pulse.Name, pulse.Overdue, pulse.Fault))] })
        .Findings.Select(found => found.Code);
}
