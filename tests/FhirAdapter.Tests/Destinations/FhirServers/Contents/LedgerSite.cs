using FhirAdapter.Destinations.FhirServers;
using FhirAdapter.Failures;
using FhirAdapter.Health;
using FhirAdapter.Outbox;
using FhirAdapter.Outbox.Sqlite;
using FhirAdapter.Records;
using FhirAdapter.Records.ContraindicationFindings;
using FhirAdapter.Records.Mapping;
using FhirAdapter.Records.NeedlingProcedures;
using FhirAdapter.Records.PainScores;
using FhirAdapter.Records.Reading;
using FhirAdapter.Routes;
using FhirAdapter.Sync;
using FhirAdapter.WriteProfiles;
using Microsoft.Extensions.Logging.Testing;
using Microsoft.Extensions.Time.Testing;

namespace FhirAdapter.Tests.Destinations.FhirServers.Contents;

/// <summary>A real ledger, a real destination and a server in memory, under a clock that goes on when it is told to.</summary>
internal sealed class LedgerSite : IAsyncDisposable
{
    public const string East = "east";
    public const string Patients = "urn:oid:2.999.7.1";

    private static readonly DateTimeOffset Noon = new(2026, 11, 20, 12, 0, 0, TimeSpan.FromHours(1));
    private static readonly RecordMapping Mapping = new(new MappingContext("https://clinic.example/fhir/id"));

    private static readonly WriteProfile Plain = new() { Name = "plain", Title = "A server of which nothing is known" };

    private readonly string folder = Path.Combine(Path.GetTempPath(), $"site-{Guid.NewGuid():N}");
    private readonly FhirServerOptions options;
    private readonly Func<double> chance;
    private OutboxAccess ledger = null!;
    private FhirServerDestination destination = null!;
    private DeliveryPass pass = null!;
    private readonly WriteProfile? profile;
    private readonly SocketServer? socket;
    private int ledgers;

    public LedgerSite(NamelessServer server, Func<double>? chance = null, Action<FhirServerOptions>? set = null, WriteProfile? profile = null, SocketServer? socket = null)
    {
        (this.profile, this.socket) = (profile, socket);
        Server = server;
        this.chance = chance ?? (() => 0.5);
        options = new FhirServerOptions { BaseAddress = socket?.BaseAddress ?? new Uri("http://localhost/fhir"), Identity = IdentityMode.Content, QuickRetries = 0 };
        set?.Invoke(options);
        Directory.CreateDirectory(folder);
        foreach (var patient in (string[])["A", "B"])
        {
            server.Add($$"""{"resourceType":"Patient","identifier":[{"system":"{{Patients}}","value":"{{patient}}"}]}""");
        }
        Open(newLedger: true);
    }

    public NamelessServer Server { get; }

    public FakeTimeProvider Time { get; } = new(new DateTimeOffset(2026, 11, 24, 8, 0, 0, TimeSpan.Zero));

    public FakeLogger Logger { get; } = new();

    public DeliveryOptions Delivery { get; } = new() { MaxAttempts = 40, MaxDelay = TimeSpan.FromMinutes(1) };

    /// <summary>What the ledger keeps of the destination.</summary>
    public DestinationState State => new(ledger, East);

    public Task<IOutbox> LedgerAsync() => ledger.OpenAsync(CancellationToken.None);

    /// <summary>Starts the process anew, with the ledger as it is or with none.</summary>
    public async Task RestartAsync(bool newLedger = false)
    {
        await CloseAsync();
        Open(newLedger);
    }

    /// <summary>The same destination as another process has it, with the same ledger.</summary>
    public FhirServerDestination OpenAnother() =>
        new(East, options, Mapping.Retract, Time, Logger, Network, State, profile);

    public async Task AcceptAsync(params IEnumerable<ClinicRecord> records) => await (await LedgerAsync()).AppendAsync(
        LedgerEntry.Of([.. records.Select(record => (ReadRecord.Good)RecordJson.Check(record))]), CancellationToken.None);

    /// <summary>Has the destination look at its server, as a worker does while nothing is owed.</summary>
    public Task LookAsync() => destination.LookAsync(CancellationToken.None);

    /// <summary>Delivers what is due, and what becomes due, until nothing is left or the rounds are over.</summary>
    public async Task DeliverAsync(int rounds = 200)
    {
        var outbox = await LedgerAsync();
        var pulse = new Pulse(LoopKind.Delivery, East, Time);
        for (var round = 0; round < rounds; round++)
        {
            if (await pass.RunAsync(pulse, CancellationToken.None, CancellationToken.None))
                continue;
            if (await outbox.NextDueAsync(East, CancellationToken.None) is not { } next)
                return;
            Time.Advance(next > Time.GetUtcNow() ? next - Time.GetUtcNow() : TimeSpan.FromSeconds(1));
        }
    }

    public async Task<DestinationCounts> CountsAsync() => Assert.Single(await (await LedgerAsync()).CountAsync(CancellationToken.None));

    public async Task<string?> ParkedAsync(RecordKey key) => (await FailureAsync(key))?.Code;

    public async Task<Failure?> FailureAsync(RecordKey key)
    {
        await foreach (var parked in (await LedgerAsync()).ParkedAsync(East, 100, CancellationToken.None))
        {
            if (parked.Key == key)
                return parked.Failure;
        }
        return null;
    }

    public static PainScore Score(string id, string patient = "A", int minute = 0, decimal value = 4, string? note = null, long version = 1, bool deleted = false) => new()
    {
        Id = id, Version = version, LastChanged = Noon, Deleted = deleted, Patient = Patient(patient),
        Instrument = "nrs", Value = value, Unit = "{score}", Phase = "before", When = ClinicTime.At(Noon.AddMinutes(minute)), Note = note,
    };

    public static ContraindicationFinding Finding(string id, string patient = "A", string? note = null, long version = 1) => new()
    {
        Id = id, Version = version, LastChanged = Noon, Patient = Patient(patient),
        Finding = new CodedText { Code = "bleeding-disorder" }, Presence = "present", Status = "confirmed", When = ClinicTime.At(Noon), Note = note,
    };

    public static NeedlingProcedure Session(string id, string patient = "A", int minute = 0, string? note = null, long version = 1) => new()
    {
        Id = id, Version = version, LastChanged = Noon, Patient = Patient(patient),
        Status = "not-done", StatusReason = new CodedText { Text = "Not today" }, Start = ClinicTime.At(Noon.AddMinutes(minute)), Note = note,
    };

    public async ValueTask DisposeAsync()
    {
        await CloseAsync();
        Directory.Delete(folder, recursive: true);
    }

    private static BusinessIdentifier Patient(string value) => new() { System = Patients, Value = value };

    private Func<HttpMessageHandler>? Network => socket is null ? () => new Unowned(Server) : null;

    private void Open(bool newLedger)
    {
        if (newLedger)
            ledgers++;
        var clock = new SteadyClock(Time);
        ledger = new OutboxAccess(() => new SqliteOutbox(new SqliteOutboxOptions { Path = Path.Combine(folder, $"ledger-{ledgers}.db") }, clock), [East], clock);
        destination = new FhirServerDestination(East, options, Mapping.Retract, Time, Logger, Network, State, profile);
        pass = new DeliveryPass(
            ledger.OpenAsync(CancellationToken.None).GetAwaiter().GetResult(), destination, new DeliveryPreparation(Mapping, profile is not null || options.Shape.Provenance ? RoutePlanner.Of(profile ?? Plain, options.Shape, []) : null, Logger),
            new FhirAdapter.Sync.SettlementRules(new RetrySchedule(Delivery, chance), Delivery, Time), Delivery, new HealthOptions(), new DestinationContacts(Time), new SyncCounters(), Time, Logger);
    }

    private async Task CloseAsync()
    {
        await destination.DisposeAsync();
        await ledger.DisposeAsync();
    }

    /// <summary>Lets the server outlive the destination that disposes of its handler.</summary>
    private sealed class Unowned(HttpMessageHandler inner) : DelegatingHandler(inner)
    {
        protected override void Dispose(bool disposing) => base.Dispose(disposing: false);
    }
}
