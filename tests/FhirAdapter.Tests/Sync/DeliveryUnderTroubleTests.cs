using System.Globalization;
using FhirAdapter.Destinations.FhirServers;
using FhirAdapter.Failures;
using FhirAdapter.Health;
using FhirAdapter.Outbox;
using FhirAdapter.Outbox.Sqlite;
using FhirAdapter.Records;
using FhirAdapter.Records.Mapping;
using FhirAdapter.Sync;
using FhirAdapter.Tests.Outbox;
using Microsoft.Extensions.Logging.Abstractions;
using Microsoft.Extensions.Time.Testing;

namespace FhirAdapter.Tests.Sync;

/// <summary>Ledger, loops and FHIR servers as they are, under an invented clock: how much is asked of a server that is down, and who has to wait for whom.</summary>
public sealed class DeliveryUnderTroubleTests : IAsyncLifetime, IDisposable
{
    /// <summary>A bound for what would otherwise never end; nothing is measured by it.</summary>
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(40);

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

    // Without its breaker the server meets every attempt that is due; with it, fewer.
    [Theory]
    [InlineData(2_000, true)]
    [InlineData(150, false)]
    public async Task Of_a_server_that_answers_503_no_record_is_asked_oftener_than_the_schedule_says(int records, bool hasBreaker)
    {
        var wall = TimeSpan.FromMinutes(20);
        var ends = _time.GetUtcNow() + wall;
        var server = new CountingServer();
        server.Instead = () => _time.GetUtcNow() < ends ? CountingServer.Say(503) : null;
        await FillAsync(records, each => $"S-{each}", "east");

        var atWall = await RunAsync(
            Pass(Destination("east", server, quickRetries: 0, hasBreaker)), "east", () => _time.GetUtcNow() < ends ? server.Sendings.Values.Sum() : null);

        var (mean, fewest, most) = AttemptsWithin(wall);
        Assert.InRange(atWall, hasBreaker ? records : records * mean * 0.9, records * mean * 1.1);
        // The one that arrives is after the wall.
        Assert.All(server.Sendings.Values, each => Assert.InRange(each, hasBreaker ? 2 : fewest, most + 1));
        var counts = Assert.Single(await _ledger.CountAsync(CancellationToken.None));
        Assert.Equal((records, 0), (counts.Delivered, counts.Parked));
    }

    [Fact]
    public async Task A_server_that_asks_to_be_left_alone_for_a_minute_gets_no_record_sooner()
    {
        const int Records = 500;
        var wall = TimeSpan.FromMinutes(20);
        var ends = _time.GetUtcNow() + wall;
        var server = new CountingServer();
        server.Instead = () => _time.GetUtcNow() < ends ? CountingServer.Say(503, retryAfter: "60") : null;
        await FillAsync(Records, each => $"S-{each}", "east");

        var atWall = await RunAsync(Pass(Destination("east", server, quickRetries: 0)), "east", () => _time.GetUtcNow() < ends ? server.Writes : null);

        var minutes = wall / TimeSpan.FromSeconds(60);
        // The last time is after the wall.
        Assert.InRange(server.Sendings.Values.Max(), 2, minutes + 2);
        // They are left alone together: one request in each minute finds out, but for those under way when the server first said so.
        Assert.InRange(atWall, 5, (minutes * 1.1) + new FhirServerOptions().Concurrency);
        Assert.Equal(Records, Assert.Single(await _ledger.CountAsync(CancellationToken.None)).Delivered);
    }

    [Theory]
    [InlineData(13, false)]
    [InlineData(15, true)]
    public async Task An_outage_uses_no_attempts_and_only_one_longer_than_the_age_allowed_parks(int days, bool isGivenUp)
    {
        const int Records = 20;
        var began = _time.GetUtcNow();
        var ends = began.AddDays(days);
        var server = new CountingServer { Away = () => _time.GetUtcNow() < ends };
        await FillAsync(Records, each => $"S-{each}", "east");

        await RunAsync(Pass(Destination("east", server, quickRetries: 0)), "east", () => 0);

        var counts = Assert.Single(await _ledger.CountAsync(CancellationToken.None));
        Assert.Equal(isGivenUp ? (0, Records, Records) : (Records, 0, 0), (counts.Delivered, counts.Parked, counts.GivenUp));
        Assert.InRange(_time.GetUtcNow() - began, TimeSpan.FromDays(days) - TimeSpan.FromDays(1), TimeSpan.FromDays(days) + _delivery.MaxDelay);
        // Some thirty tries at most until the wait is an hour at most, then one each half hour at the mean.
        Assert.InRange(server.Knocks, days * 24, Records * (30 + (days * 48 * 1.2)));
        if (!isGivenUp)
            return;

        // What is replayed has its whole time again, should the server go away once more.
        _time.Advance(TimeSpan.FromDays(days));
        ends = _time.GetUtcNow().AddHours(1);
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

        // The one that is silent is asked first: whoever waits for it gets nothing.
        var silent = Start(Loop(Destination("dead", dead, 0)), stopping, cut);
        await dead.Asked.WaitAsync(Patience);
        Task[] running = [silent, Start(Loop(Destination("sound", sound, 0)), stopping, cut)];
        // The clock stands: no deadline of the one that is silent ends while the other gets everything.
        await ReachedAsync(whole.Task, running, stopping, cut);

        Assert.False(never.Task.IsCompleted);
        var counts = await _ledger.CountAsync(CancellationToken.None);
        Assert.Equal(0, counts.Single(each => each.Destination == "dead").Delivered);
    }

    [Fact]
    public async Task What_is_cut_off_while_it_is_sent_counts_as_tried_with_an_outcome_that_nobody_knows()
    {
        var asked = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
        var server = new CountingServer
        {
            Turn = cancellation =>
            {
                asked.TrySetResult();
                return Task.Delay(Timeout.InfiniteTimeSpan, TimeProvider.System, cancellation);
            },
        };
        await FillAsync(3, each => $"S-{each}", "east");
        using var stopping = new CancellationTokenSource();
        using var cut = new CancellationTokenSource();

        await ReachedAsync(asked.Task, [Start(Loop(Destination("east", server, 0)), stopping, cut)], stopping, cut);

        for (var i = 0; i < 3; i++)
        {
            var standing = (await _ledger.FindAsync(new RecordKey(RecordKind.PainScore, $"S-{i}"), CancellationToken.None))!.Deliveries.Single();
            Assert.Equal((DeliveryState.Pending, 1, FailureCode.OutcomeUnknown), (standing.State, standing.Attempts, standing.Failure?.Code));
        }
    }

    [Theory]
    [InlineData(IdentityMode.SearchThenCreate, true)]
    [InlineData(IdentityMode.SearchThenCreate, false)]
    [InlineData(IdentityMode.ConditionalCreate, true)]
    [InlineData(IdentityMode.ConditionalCreate, false)]
    [InlineData(IdentityMode.ConditionalUpdate, true)]
    [InlineData(IdentityMode.ConditionalUpdate, false)]
    public async Task What_was_sent_and_is_found_by_the_attempt_after_is_told_as_found_and_what_is_sent_but_then_is_not(IdentityMode identity, bool wasCarriedOut)
    {
        var server = new CountingServer();
        var writes = 0;
        Task LoseTheFirst() => ++writes == 1 ? throw new HttpRequestException(HttpRequestError.ResponseEnded) : Task.CompletedTask;
        if (wasCarriedOut)
            server.Stored = _ => LoseTheFirst();
        else
            server.Turn = _ => LoseTheFirst();
        await FillAsync(1, _ => "S", "east");

        await RunAsync(Pass(Destination("east", server, quickRetries: 0, identity: identity)), "east", () => 0);

        Assert.Equal(
            [(DeliveryState.Pending, FailureCode.OutcomeUnknown), (DeliveryState.Delivered, wasCarriedOut ? FailureCode.SettledByFinding : null)],
            await AttemptsAsync("S"));
    }

    [Theory]
    [InlineData(IdentityMode.SearchThenCreate)]
    [InlineData(IdentityMode.ConditionalCreate)]
    [InlineData(IdentityMode.ConditionalUpdate)]
    public async Task What_is_there_before_the_first_attempt_was_not_lost_and_is_told_as_delivered_alone(IdentityMode identity)
    {
        var server = new CountingServer();
        await FillAsync(1, _ => "S", "east", "the same server");

        await RunAsync(Pass(Destination("east", server, quickRetries: 0, identity: identity)), "east", () => 0);
        await RunAsync(Pass(Destination("the same server", server, quickRetries: 0, identity: identity)), "the same server", () => 0);

        Assert.Equal([(DeliveryState.Delivered, null), (DeliveryState.Delivered, null)], await AttemptsAsync("S"));
    }

    [Fact]
    public async Task A_destination_that_answers_slowly_keeps_no_other_waiting_and_gets_everything_too()
    {
        const int Records = 500;
        var sound = new Progress();
        var slow = new Progress();
        var asked = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
        var answered = 0;
        var servers = new Dictionary<string, CountingServer>
        {
            ["sound"] = new() { Stored = sound.Report },
            // Each answer takes as long as the other needs for another hundred records: what waited for this one would wait for itself.
            ["slow"] = new()
            {
                Stored = slow.Report,
                Turn = cancellation =>
                {
                    asked.TrySetResult();
                    return sound.ReachAsync(Math.Min(Records, 100 * Interlocked.Increment(ref answered)), cancellation);
                },
            },
        };
        await FillAsync(Records, each => $"S-{each}", [.. servers.Keys]);
        using var stopping = new CancellationTokenSource();
        using var cut = new CancellationTokenSource();

        var late = Start(Loop(Destination("slow", servers["slow"], 0)), stopping, cut);
        await asked.Task.WaitAsync(Patience);
        Task[] running = [late, Start(Loop(Destination("sound", servers["sound"], 0)), stopping, cut)];
        var both = Task.WhenAll(sound.ReachAsync(Records, CancellationToken.None), slow.ReachAsync(Records, CancellationToken.None));
        await ReachedAsync(both, running, stopping, cut);

        Assert.Equal(Records, servers["slow"].Sendings.Count);
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

    [Fact]
    public async Task One_record_that_is_refused_is_found_among_a_hundred_in_few_requests()
    {
        const int Records = 100;
        var server = new CountingServer();
        await FillAsync(Records, each => each == 71 ? CountingServer.Poison : $"S-{each}", "east");

        await RunAsync(Pass(Destination("east", server, quickRetries: 0)), "east", () => 0);

        // The first, and two for each halving.
        Assert.InRange(server.Writes, 1, 1 + (2 * (int)Math.Ceiling(Math.Log2(Records))));
        var counts = Assert.Single(await _ledger.CountAsync(CancellationToken.None));
        Assert.Equal((Records - 1, 1), (counts.Delivered, counts.Parked));
    }

    /// <summary>
    /// How many attempts a record is due within a time, at the mean, at least and at most: reckoned here anew from the settings, not by the schedule that is tested. Each wait is
    /// a random part of one that doubles up to the longest, and no shorter than the least.
    /// </summary>
    private (double Mean, int Fewest, int Most) AttemptsWithin(TimeSpan time)
    {
        const int Lives = 10_000;
        var random = new Random(7);
        var attempts = new int[Lives];
        for (var life = 0; life < Lives; life++)
        {
            var longest = _delivery.FirstDelay.TotalSeconds;
            for (var passed = 0.0; passed < time.TotalSeconds; longest = Math.Min(longest * 2, _delivery.MaxDelay.TotalSeconds))
            {
                attempts[life]++;
                passed += Math.Max(random.NextDouble() * longest, _delivery.LeastDelay.TotalSeconds);
            }
        }

        return (attempts.Average(), attempts.Min(), attempts.Max());
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
        await _ledger.AppendAsync(SomeScores.Of(count, id, _time.GetUtcNow()), CancellationToken.None);
    }

    // On another thread, so that one that holds its thread up does not hold the test up.
    private static Task Start(DeliveryLoop loop, CancellationTokenSource stopping, CancellationTokenSource cut) =>
        Task.Run(() => loop.RunAsync(stopping.Token, cut.Token));

    // Whoever was held up is let go before the test ends, also where what was to be reached was not.
    private static async Task ReachedAsync(Task what, Task[] running, CancellationTokenSource stopping, CancellationTokenSource cut)
    {
        try
        {
            await what.WaitAsync(Patience);
        }
        finally
        {
            await stopping.CancelAsync();
            await cut.CancelAsync();
            foreach (var loop in running)
                await loop.ContinueWith(static _ => { }, CancellationToken.None, TaskContinuationOptions.ExecuteSynchronously, TaskScheduler.Default);
        }
    }

    private async Task<List<(DeliveryState State, string? Code)>> AttemptsAsync(string id)
    {
        var told = await _ledger.FindAsync(new RecordKey(RecordKind.PainScore, id), CancellationToken.None);
        return [.. told!.Journal.Select(each => (each.State, each.Failure?.Code))];
    }

    // Quick repeats would only wait for this clock; that there are two at most is the connection's own test.
    private FhirServerDestination Destination(string name, HttpMessageHandler network, int quickRetries, bool hasBreaker = true, IdentityMode identity = IdentityMode.Auto)
    {
        var options = new FhirServerOptions { BaseAddress = new Uri("http://127.0.0.1/"), QuickRetries = quickRetries, Identity = identity };
        if (!hasBreaker)
            options.CircuitBreaker.MinimumThroughput = 1_000;
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
}
