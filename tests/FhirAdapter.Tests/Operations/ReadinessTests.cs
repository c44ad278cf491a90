using System.Diagnostics;
using FhirAdapter.Health;
using FhirAdapter.Operations;
using FhirAdapter.Outbox;
using FhirAdapter.Records;
using FhirAdapter.Records.PainScores;
using FhirAdapter.Sources;
using FhirAdapter.Sync;
using FhirAdapter.Tests.Outbox;
using Microsoft.Data.Sqlite;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Logging.Testing;
using Microsoft.Extensions.Time.Testing;

namespace FhirAdapter.Tests.Operations;

public sealed class ReadinessTests : IAsyncLifetime
{
    private readonly LedgerFolder _folder = new();
    private readonly FakeTimeProvider _time = new(new DateTimeOffset(2026, 3, 29, 0, 59, 0, TimeSpan.Zero));
    private IHost? _host;

    private AdapterOperations Operations => _host!.Services.GetRequiredService<AdapterOperations>();

    private FakeLogCollector Log => _host!.Services.GetRequiredService<FakeLogCollector>();

    public Task InitializeAsync() => Task.CompletedTask;

    public async Task DisposeAsync()
    {
        if (_host is not null)
        {
            await _host.StopAsync();
            _host.Dispose();
        }

        _folder.Remove();
    }

    [Fact]
    public async Task Eight_idle_hours_raise_no_alarm()
    {
        await StartAsync();
        var heartbeats = _host!.Services.GetRequiredService<Heartbeats>();
        await CatchUpAsync(heartbeats);
        Assert.Equal(2 + new DeliveryOptions().Workers, heartbeats.All.Count());

        for (var passed = TimeSpan.Zero; passed < TimeSpan.FromHours(8); passed += TimeSpan.FromSeconds(5))
        {
            _time.Advance(TimeSpan.FromSeconds(5));
            await CatchUpAsync(heartbeats);
            Assert.Empty((await Operations.ReadinessAsync(CancellationToken.None)).Findings);
            Assert.True(Operations.IsAlive);
        }

        Assert.DoesNotContain(Log.GetSnapshot(), line => line.Level >= LogLevel.Warning);
    }

    [Fact]
    public async Task Accounts_that_do_not_close_show_within_30_seconds_and_are_said_in_the_log()
    {
        await StartAsync();
        await TakeOneAsync();
        await CatchUpAsync(_host!.Services.GetRequiredService<Heartbeats>());
        Assert.Empty((await Operations.ReadinessAsync(CancellationToken.None)).Findings);

        Run("UPDATE destination SET accepted = accepted + 1");
        await AdvanceAsync(TimeSpan.FromSeconds(30));

        var found = await FoundAsync(HealthCode.AccountsOpen);
        Assert.Equal("bulk", found.Subject);
        await UntilInTimeAsync(() => Task.FromResult(Log.GetSnapshot().Any(line => line.Message.Contains("accounts-open", StringComparison.Ordinal))));
    }

    [Fact]
    public async Task A_source_whose_round_fails_shows_at_once_and_no_more_when_it_goes_on()
    {
        await StartAsync();
        var pulse = _host!.Services.GetRequiredService<Heartbeats>().Of(LoopKind.Capture, "clinic");
        await CatchUpAsync(_host.Services.GetRequiredService<Heartbeats>());
        // The loop itself may be well again before anybody looks, so its round fails until somebody has.
        await UntilAsync(async () =>
        {
            pulse.Failed("IOException", TimeSpan.Zero);
            return (await Operations.ReadinessAsync(CancellationToken.None)).Findings.Any(one => (one.Code, one.Subject) == (HealthCode.LoopFailing, "clinic"));
        });

        await AdvanceAsync(TimeSpan.FromSeconds(20));

        Assert.Empty((await Operations.ReadinessAsync(CancellationToken.None)).Findings);
    }

    [Fact]
    public async Task A_source_whose_records_the_ledger_will_not_take_shows_and_no_more_when_it_takes_them()
    {
        await StartAsync();
        await CatchUpAsync(_host!.Services.GetRequiredService<Heartbeats>());

        Run("CREATE TRIGGER refuse BEFORE INSERT ON record BEGIN SELECT RAISE(ABORT, 'refused'); END");
        await File.WriteAllTextAsync(Path.Combine(_folder.Folder, "inbox", "scores.ndjson"), Records.Reading.SomeJson.PainScore);
        await UntilAsync(IsFailingAsync);
        Run("DROP TRIGGER refuse");
        await UntilAsync(async () => !await IsFailingAsync());

        async Task<bool> IsFailingAsync()
        {
            _time.Advance(TimeSpan.FromSeconds(1));
            return (await Operations.ReadinessAsync(CancellationToken.None)).Findings.Any(one => (one.Code, one.Subject) == (HealthCode.LoopFailing, "clinic"));
        }
    }

    [Fact]
    public async Task A_source_that_cannot_get_its_records_into_a_locked_ledger_shows_within_30_seconds_and_goes_on_by_itself()
    {
        await StartAsync();
        await CatchUpAsync(_host!.Services.GetRequiredService<Heartbeats>());
        var file = Path.Combine(_folder.Folder, "inbox", "scores.ndjson");
        using (var other = new SqliteConnection($"Data Source={_folder.Options.Path};Pooling=False"))
        {
            other.Open();
            using var held = other.BeginTransaction(deferred: false);
            await File.WriteAllTextAsync(file, Records.Reading.SomeJson.PainScore);
            await UntilAsync(async () =>
            {
                _time.Advance(TimeSpan.FromSeconds(1));
                return (await Operations.ReadinessAsync(CancellationToken.None)).Findings.Any(one => (one.Code, one.Subject) == (HealthCode.LoopStuck, "clinic"));
            });
            Assert.True(File.Exists(file));
        }

        await UntilAsync(async () =>
        {
            _time.Advance(TimeSpan.FromSeconds(1));
            return !File.Exists(file) && (await Operations.ReadinessAsync(CancellationToken.None)).IsReady;
        });
    }

    [Fact]
    public async Task At_a_bound_pushed_records_are_refused_with_the_cause_and_taken_again_by_itself()
    {
        await StartAsync(("Backpressure:MaxUndelivered", "1"), ("Destinations:Files:bulk:Path", Path.Combine(_folder.Folder, "missing")));
        await TakeOneAsync();

        var refused = await Assert.ThrowsAsync<OutboxUnavailableException>(() => TakeOneAsync("PS-2"));

        Assert.Equal(OutboxUnavailableCause.BacklogFull, refused.Cause);
        Assert.Contains((await Operations.ReadinessAsync(CancellationToken.None)).Findings, one => one.Code == HealthCode.BacklogFull);
        Directory.CreateDirectory(Path.Combine(_folder.Folder, "missing"));
        await UntilAsync(async () =>
        {
            _time.Advance(TimeSpan.FromMinutes(1));
            return (await Operations.StatusAsync(CancellationToken.None)).Destinations[0].Delivered == 1;
        });
        await TakeOneAsync("PS-2");
    }

    [Fact]
    public async Task At_a_bound_a_file_waits_in_its_folder_and_goes_on_by_itself()
    {
        await StartAsync(("Backpressure:MaxUndelivered", "1"), ("Destinations:Files:bulk:Path", Path.Combine(_folder.Folder, "missing")));
        await TakeOneAsync();
        var file = Path.Combine(_folder.Folder, "inbox", "scores.ndjson");
        await File.WriteAllTextAsync(file, Records.Reading.SomeJson.PainScore.Replace("PS-1", "PS-2", StringComparison.Ordinal));
        await UntilAsync(() =>
        {
            _time.Advance(TimeSpan.FromSeconds(1));
            return Task.FromResult(Log.GetSnapshot().Any(line => line.Id.Id == 1210));
        });
        for (var second = 0; second < 60; second++)
            _time.Advance(TimeSpan.FromSeconds(1));
        Assert.True(File.Exists(file));
        Assert.Equal(1, (await Operations.StatusAsync(CancellationToken.None)).Destinations[0].Accepted);

        Directory.CreateDirectory(Path.Combine(_folder.Folder, "missing"));
        await UntilAsync(() =>
        {
            _time.Advance(TimeSpan.FromSeconds(10));
            return Task.FromResult(!File.Exists(file));
        });

        Assert.Equal(2, (await Operations.StatusAsync(CancellationToken.None)).Destinations[0].Accepted);
        Assert.Contains(Log.GetSnapshot(), line => line.Id.Id == 1211);
    }

    [Fact]
    public async Task The_whole_ledger_is_read_through_once_a_day()
    {
        await StartAsync();
        await CatchUpAsync(_host!.Services.GetRequiredService<Heartbeats>());

        _time.Advance(TimeSpan.FromDays(1));

        await UntilAsync(() => Task.FromResult(Log.GetSnapshot().Any(line => line.Message.Contains("read through", StringComparison.Ordinal))));
    }

    [Fact]
    public async Task A_host_that_stops_says_so()
    {
        await StartAsync();
        await CatchUpAsync(_host!.Services.GetRequiredService<Heartbeats>());

        _host.Services.GetRequiredService<IHostApplicationLifetime>().StopApplication();

        Assert.Equal(HealthCode.Stopping, (await Operations.ReadinessAsync(CancellationToken.None)).Findings[0].Code);
    }

    private async Task StartAsync(params (string Key, string Value)[] settings)
    {
        var builder = Microsoft.Extensions.Hosting.Host.CreateEmptyApplicationBuilder(new HostApplicationBuilderSettings());
        Directory.CreateDirectory(_folder.Folder);
        builder.Configuration.AddInMemoryCollection(new Dictionary<string, string?>
        {
            ["FhirAdapter:Identity:System"] = "https://clinic.example/fhir/id",
            ["FhirAdapter:Outbox:Path"] = _folder.Options.Path,
            ["FhirAdapter:Sources:Files:clinic:Path"] = Directory.CreateDirectory(Path.Combine(_folder.Folder, "inbox")).FullName,
            ["FhirAdapter:Destinations:Files:bulk:Path"] = Directory.CreateDirectory(Path.Combine(_folder.Folder, "fhir")).FullName,
        });
        builder.Configuration.AddInMemoryCollection(settings.Select(one => KeyValuePair.Create("FhirAdapter:" + one.Key, (string?)one.Value)));
        builder.Logging.SetMinimumLevel(LogLevel.Trace).AddFakeLogging();
        builder.Services.AddSingleton<TimeProvider>(_time);
        builder.Services.AddFhirAdapter(builder.Configuration);
        _host = builder.Build();
        await Operations.StatusAsync(CancellationToken.None);
        await _host.StartAsync();
    }

    private Task<IReadOnlyList<IntakeResult>> TakeOneAsync(string id = "PS-1") => _host!.Services.GetRequiredService<IRecordIntake>().AcceptAsync(
    [
        new PainScore
        {
            Id = id,
            Version = 1,
            LastChanged = _time.GetUtcNow(),
            Patient = new BusinessIdentifier { System = "urn:oid:2.999.1", Value = "P-0001" },
            Instrument = "nrs",
            Value = 3,
            Unit = "{score}",
            Phase = "after",
            When = ClinicTime.At(_time.GetUtcNow()),
            AnsweredBy = "patient",
        },
    ], CancellationToken.None);

    private async Task AdvanceAsync(TimeSpan by)
    {
        for (var passed = TimeSpan.Zero; passed < by; passed += TimeSpan.FromSeconds(5))
        {
            _time.Advance(TimeSpan.FromSeconds(5));
            await CatchUpAsync(_host!.Services.GetRequiredService<Heartbeats>());
        }
    }

    private async Task<HealthFinding> FoundAsync(string code)
    {
        HealthFinding? found = null;
        await UntilInTimeAsync(async () => (found = (await Operations.ReadinessAsync(CancellationToken.None)).Findings.FirstOrDefault(one => one.Code == code)) is not null);
        return found!;
    }

    // The loops have run when none of them is overdue; by the real clock that is a moment.
    private Task CatchUpAsync(Heartbeats heartbeats) =>
        UntilInTimeAsync(() => Task.FromResult(heartbeats.All.Count() >= 4 && heartbeats.All.All(pulse => pulse.Overdue < TimeSpan.Zero)));

    // A loop that had said how long it would wait but did not wait yet when the time was moved on waits from then: it is given that second.
    private async Task UntilInTimeAsync(Func<Task<bool>> condition)
    {
        var waited = Stopwatch.StartNew();
        await UntilAsync(async () =>
        {
            if (waited.ElapsedMilliseconds > 100)
            {
                _time.Advance(TimeSpan.FromSeconds(1));
                waited.Restart();
            }

            return await condition();
        });
    }

    private static async Task UntilAsync(Func<Task<bool>> condition)
    {
        using var limit = new CancellationTokenSource(TimeSpan.FromSeconds(60));
        while (!await condition())
        {
            limit.Token.ThrowIfCancellationRequested();
            await Task.Yield();
        }
    }

    private void Run(string sql)
    {
        using var connection = new SqliteConnection($"Data Source={_folder.Options.Path};Pooling=False");
        connection.Open();
        using var command = connection.CreateCommand();
        command.CommandText = sql;
        command.ExecuteNonQuery();
    }
}
