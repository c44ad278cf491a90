using System.Globalization;
using FhirAdapter.Destinations.FhirServers;
using FhirAdapter.Health;
using FhirAdapter.Outbox;
using FhirAdapter.Outbox.Sqlite;
using FhirAdapter.Records;
using FhirAdapter.Records.Mapping;
using FhirAdapter.Records.PainScores;
using FhirAdapter.Records.Reading;
using FhirAdapter.Sync;
using FhirAdapter.Tests.Outbox;
using Microsoft.Extensions.Logging.Abstractions;
using Microsoft.Extensions.Time.Testing;

namespace FhirAdapter.Tests.Sync;

/// <summary>Ledger, loops and FHIR servers as they are, under an invented clock: how much is asked of a server that is down, and who has to wait for whom.</summary>
public sealed class DeliveryUnderTroubleTests : IAsyncLifetime, IDisposable
{
    private static readonly RecordMapping Mapping = new(new MappingContext("https://clinic.example/fhir/id"));

    private readonly LedgerFolder _folder = new();
    private readonly FakeTimeProvider _time = new(new DateTimeOffset(2026, 11, 24, 8, 0, 0, TimeSpan.Zero));
    private readonly DeliveryOptions _delivery = new();
    private readonly List<FhirServerDestination> _destinations = [];
    private readonly SqliteOutbox _ledger;

    public DeliveryUnderTroubleTests() => _ledger = new SqliteOutbox(_folder.Options, _time);

    public Task InitializeAsync() => Task.CompletedTask;

    public async Task DisposeAsync()
    {
        foreach (var destination in _destinations)
            await destination.DisposeAsync();
        await _ledger.DisposeAsync();
    }

    public void Dispose() => _folder.Remove();

    [Theory]
    [InlineData(null)]
    [InlineData("60")]
    public async Task A_server_that_answers_503_for_a_while_is_asked_no_oftener_than_the_schedule_says(string? retryAfter)
    {
        const int Records = 2_000;
        var wall = TimeSpan.FromMinutes(20);
        var ends = _time.GetUtcNow() + wall;
        var server = new CountingServer();
        server.Instead = () => _time.GetUtcNow() < ends ? CountingServer.Say(503, retryAfter: retryAfter) : null;
        await FillAsync(Records, each => $"S-{each}", "east");
        // Without quick repeats within an attempt, which would only wait for this clock: each attempt is one request.
        var pass = Pass(Destination("east", server, quickRetries: 0));

        var atWall = await RunAsync(pass, "east", () => _time.GetUtcNow() < ends ? server.Writes : null);

        var schedule = retryAfter is null
            ? AttemptsWithin(wall) * Math.Ceiling((double)Records / _delivery.BatchSize)
            : new FhirServerOptions().Concurrency + (wall / TimeSpan.FromSeconds(60));
        Assert.InRange(atWall, 5, schedule * 1.1);
        var counts = Assert.Single(await _ledger.CountAsync(CancellationToken.None));
        Assert.Equal((Records, 0), (counts.Delivered, counts.Parked));
    }

    [Theory]
    [InlineData(13, false)]
    [InlineData(15, true)]
    public async Task An_outage_uses_no_attempts_and_only_one_longer_than_the_age_allowed_parks(int days, bool isGivenUp)
    {
        const int Records = 20;
        var began = _time.GetUtcNow();
        var server = new CountingServer { Away = () => _time.GetUtcNow() < began.AddDays(days) };
        await FillAsync(Records, each => $"S-{each}", "east");

        await RunAsync(Pass(Destination("east", server, quickRetries: 0)), "east", () => 0);

        var counts = Assert.Single(await _ledger.CountAsync(CancellationToken.None));
        Assert.Equal(isGivenUp ? (0, Records, Records) : (Records, 0, 0), (counts.Delivered, counts.Parked, counts.GivenUp));
        Assert.InRange(_time.GetUtcNow() - began, TimeSpan.FromDays(days) - TimeSpan.FromDays(1), TimeSpan.FromDays(days) + _delivery.MaxDelay);
        // Some thirty tries at most until the wait is an hour at most, then one each half hour at the mean.
        Assert.InRange(server.Knocks, days * 24, Records * (30 + (days * 48 * 1.2)));
        if (!isGivenUp)
            return;

        _time.Advance(TimeSpan.FromDays(days));
        await _ledger.ReplayAsync("east", null, CancellationToken.None);
        await RunAsync(Pass(Destination("east", server, quickRetries: 0)), "east", () => 0);
        Assert.Equal((Records, 0), Assert.Single(await _ledger.CountAsync(CancellationToken.None)) is var after ? (after.Delivered, after.GivenUp) : default);
    }

    [Fact]
    public async Task A_destination_that_never_answers_keeps_no_other_waiting()
    {
        const int Records = 500;
        var never = new TaskCompletionSource<HttpResponseMessage>();
        var dead = new SilentServer(never.Task);
        var whole = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
        var sound = new CountingServer { Stored = count => _ = count == Records && whole.TrySetResult() };
        await FillAsync(Records, each => $"S-{each}", "dead", "sound");
        using var stopping = new CancellationTokenSource();
        using var cut = new CancellationTokenSource();

        var loops = new[] { Loop(Destination("dead", dead, 0)), Loop(Destination("sound", sound, 0)) };
        var running = Array.ConvertAll(loops, loop => loop.RunAsync(stopping.Token, cut.Token));
        await dead.Asked;
        // The clock stands: no deadline of the one that is silent ends while the other gets everything.
        await whole.Task;
        await stopping.CancelAsync();
        await cut.CancelAsync();
        foreach (var loop in running)
            await loop.ContinueWith(static _ => { }, CancellationToken.None, TaskContinuationOptions.ExecuteSynchronously, TaskScheduler.Default);

        Assert.False(never.Task.IsCompleted);
        var counts = await _ledger.CountAsync(CancellationToken.None);
        Assert.Equal(0, counts.Single(each => each.Destination == "dead").Delivered);
    }

    [Theory]
    [InlineData(1)]
    [InlineData(50)]
    public async Task Records_that_a_server_refuses_park_none_of_the_others(int percent)
    {
        const int Records = 400;
        var server = new CountingServer();
        await FillAsync(Records, each => each % 100 < percent ? $"{CountingServer.Poison}-{each}" : $"S-{each}", "east");

        await RunAsync(Pass(Destination("east", server, quickRetries: 0)), "east", () => 0);

        var counts = Assert.Single(await _ledger.CountAsync(CancellationToken.None));
        Assert.Equal((Records * (100 - percent) / 100, Records * percent / 100), (counts.Delivered, counts.Parked));
        await foreach (var parked in _ledger.ParkedAsync("east", Records, CancellationToken.None))
            Assert.StartsWith(CountingServer.Poison, parked.Key.Id, StringComparison.Ordinal);
    }

    /// <summary>How many attempts the schedule gives one record in a time, at its mean.</summary>
    private int AttemptsWithin(TimeSpan time)
    {
        var schedule = new RetrySchedule(_delivery, static () => 0.5);
        var attempts = 1;
        for (var passed = schedule.Next(attempts, null); passed < time; passed += schedule.Next(attempts, null))
            attempts++;
        return attempts;
    }

    /// <summary>Passes until nothing is owed, the clock moved on to what is due next; the last number seen while there was one.</summary>
    private async Task<int> RunAsync(DeliveryPass pass, string destination, Func<int?> look)
    {
        var pulse = new Pulse(LoopKind.Delivery, destination, _time);
        var last = 0;
        while (true)
        {
            if (await pass.RunAsync(pulse, CancellationToken.None, CancellationToken.None))
            {
                last = look() ?? last;
                continue;
            }
            if (await _ledger.NextDueAsync(destination, CancellationToken.None) is not { } due)
                return last;
            if (due > _time.GetUtcNow())
                _time.Advance(due - _time.GetUtcNow());
        }
    }

    // Each record is another patient's.
    private async Task FillAsync(int count, Func<int, string> id, params string[] destinations)
    {
        await _ledger.InitializeAsync(destinations, CancellationToken.None);
        var records = Enumerable.Range(0, count).Select(each => RecordJson.Check(new PainScore
        {
            Id = id(each),
            Version = 1,
            LastChanged = _time.GetUtcNow(),
            Patient = new BusinessIdentifier { System = "urn:oid:2.999.7.1", Value = string.Create(CultureInfo.InvariantCulture, $"P-{each}") },
            Instrument = "nrs",
            Value = 4,
            Unit = "{score}",
            Phase = "before",
            When = ClinicTime.At(_time.GetUtcNow()),
        }) is ReadRecord.Good good ? good : throw new InvalidOperationException("The invented record is not valid.")).ToList();
        await _ledger.AppendAsync(LedgerEntry.Of(records), CancellationToken.None);
    }

    private FhirServerDestination Destination(string name, HttpMessageHandler network, int quickRetries)
    {
        var options = new FhirServerOptions { BaseAddress = new Uri("http://127.0.0.1/"), QuickRetries = quickRetries };
        var destination = new FhirServerDestination(name, options, Mapping.Retract, _time, NullLogger.Instance, () => network);
        _destinations.Add(destination);
        return destination;
    }

    private DeliveryPass Pass(FhirServerDestination destination)
    {
        var rules = new FhirAdapter.Sync.SettlementRules(new RetrySchedule(_delivery, new Random(1).NextDouble), _delivery, _time);
        return new DeliveryPass(
            _ledger, destination, new DeliveryPreparation(Mapping, null, NullLogger.Instance), rules, _delivery, new HealthOptions(), new DestinationContacts(_time),
            new SyncCounters(), _time, NullLogger.Instance);
    }

    private DeliveryLoop Loop(FhirServerDestination destination) =>
        new(_ledger, destination, Pass(destination), _delivery, new DeliverySignal(), new Heartbeats(_time), _time);

    /// <summary>Takes what it is asked and never answers.</summary>
    private sealed class SilentServer(Task<HttpResponseMessage> never) : HttpMessageHandler
    {
        private readonly TaskCompletionSource _asked = new(TaskCreationOptions.RunContinuationsAsynchronously);

        public Task Asked => _asked.Task;

        protected override Task<HttpResponseMessage> SendAsync(HttpRequestMessage request, CancellationToken cancellationToken)
        {
            _asked.TrySetResult();
            return never.WaitAsync(cancellationToken);
        }
    }
}
