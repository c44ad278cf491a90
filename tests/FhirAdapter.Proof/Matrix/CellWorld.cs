using FhirAdapter.Destinations.FhirServers;
using FhirAdapter.Destinations.FhirServers.Http;
using FhirAdapter.Health;
using FhirAdapter.Outbox;
using FhirAdapter.Outbox.Sqlite;
using FhirAdapter.Proof.Clinic;
using FhirAdapter.Proof.FaultServer;
using FhirAdapter.Proof.FaultServer.Fhir;
using FhirAdapter.Records;
using FhirAdapter.Records.Mapping;
using FhirAdapter.Sync;
using Microsoft.Extensions.Time.Testing;

namespace FhirAdapter.Proof.Matrix;

/// <summary>One cell's own ledger, clock, servers and destinations: <c>east</c> meets the fault, <c>west</c> is always well.</summary>
internal sealed class CellWorld : IAsyncDisposable
{
    public const string East = "east";
    public const string West = "west";
    public const string Subject = "SUBJECT-1";
    public const string Bystander = "BYSTANDER-";

    /// <summary>What the clock says at first.</summary>
    public static readonly DateTimeOffset Begin = new(2026, 11, 24, 8, 0, 0, TimeSpan.Zero);

    private static readonly RecordMapping Mapping = new(new MappingContext(ClinicRecords.Identity));

    private readonly string _folder = ScratchFolder.Make("matrix");
    private readonly DeliveryPass _east;
    private readonly DeliveryPass _west;
    private readonly Pulse _pulse;
    private readonly FhirServerDestination _toEast;
    private readonly FhirServerDestination _toWest;

    public CellWorld(Cell cell)
    {
        Server = FhirFaultServer.Start(MannersOf(cell), tls: cell.Fault.Number == 35, signsIn: cell.IsSignIn);
        Other = FhirFaultServer.Start(ServerManners.A);
        Options = new FhirServerOptions
        {
            BaseAddress = Server.BaseAddress, AttemptTimeout = TimeSpan.FromSeconds(30), ConnectTimeout = TimeSpan.FromMilliseconds(300),
            MaxReplyBytes = 1024 * 1024, Identity = cell.Interaction == Interaction.NextPage ? IdentityMode.Content : IdentityMode.Auto,
        };
        if (Server.SignIn is { } signIn)
            Options.SignIn = SignInSettings.Of(cell, signIn, _folder, Time);
        foreach (var server in new[] { Server, Other })
            ServerCount.AddPatients(server.Service, Enumerable.Range(0, Bystanders(cell) + 1).Select(Patient));
        Outbox = new SqliteOutbox(new SqliteOutboxOptions { Path = Path.Combine(_folder, "ledger.db") }, Time);
        _toEast = new FhirServerDestination(East, Options, Mapping.Retract, Time, Log, Handler);
        _toWest = new FhirServerDestination(West, new FhirServerOptions { BaseAddress = Other.BaseAddress }, Mapping.Retract, Time, Log);
        _pulse = new Pulse(LoopKind.Delivery, East, Time);
        _east = Pass(_toEast);
        _west = Pass(_toWest);
        Pacer = new Pacer(Time, (cell.IsSignIn ? Options.SignIn.Timeout : Options.AttemptTimeout) + TimeSpan.FromMilliseconds(1), Server, Other);
    }

    public FakeTimeProvider Time { get; } = new(Begin);

    public CapturingLog Log { get; } = new();

    public FhirFaultServer Server { get; }

    public FhirFaultServer Other { get; }

    public EvilListener Evil { get; } = new();

    public Door Door { get; } = new();

    public SqliteOutbox Outbox { get; }

    public FhirServerOptions Options { get; }

    public Pacer Pacer { get; }

    public DeliveryOptions Delivery { get; } = new() { MaxAttempts = 5 };

    public int Met => Server.Script.Met + Door.Met;

    public static string Patient(int number) => $"{ClinicRecords.Canary}-P{number}";

    /// <summary>How many other patients' records there are: enough to see a destination stop after refusals in a row, where that is asked.</summary>
    public static int Bystanders(Cell cell) => cell is { Fault.Number: 32, Shape: Shape.ForEver, IsSignIn: false } ? 24 : 1;

    public Task<bool> EastAsync(CancellationToken cancellationToken) => _east.RunAsync(_pulse, cancellationToken, cancellationToken);

    public Task<bool> WestAsync(CancellationToken cancellationToken) => _west.RunAsync(_pulse, cancellationToken, cancellationToken);

    public Task AppendAsync(CancellationToken cancellationToken, params IEnumerable<ClinicRecord> records) =>
        Outbox.AppendAsync(LedgerEntry.Of([.. records.Select(ClinicRecords.Checked)]), cancellationToken);

    /// <summary>Whether a request is about the record that meets the fault.</summary>
    public static bool IsAboutSubject(WireRequest request) =>
        request.Target.Contains(Subject, StringComparison.Ordinal) || request.BodyText.Contains(Subject, StringComparison.Ordinal);

    public async ValueTask DisposeAsync()
    {
        await _toEast.DisposeAsync();
        await _toWest.DisposeAsync();
        await Outbox.DisposeAsync();
        await Server.DisposeAsync();
        await Other.DisposeAsync();
        await Evil.DisposeAsync();
        Directory.Delete(_folder, recursive: true);
    }

    private static ServerManners MannersOf(Cell cell) => cell.Interaction switch
    {
        // The weakest of servers: nothing but a search stands between a lost answer and a doubled record.
        Interaction.CreateConditional when cell.Kind == RecordKind.PainScore => ServerManners.C,
        Interaction.CreateConditional or Interaction.ReadBack => ServerManners.B,
        Interaction.PutById => new(false, false, true, true, Versioned: false),
        Interaction.ConditionalPut or Interaction.PutIfMatch or Interaction.Correction => new(false, false, true, true, true),
        Interaction.NextPage => ServerManners.A with { PageSize = 1 },
        Interaction.Batch => new(false, true, true, true, true),
        _ => ServerManners.A,
    };

    private DeliveryPass Pass(FhirServerDestination destination)
    {
        var rules = new Sync.SettlementRules(new RetrySchedule(Delivery, new Random(1).NextDouble), Delivery, Time);
        return new DeliveryPass(Outbox, destination, new DeliveryPreparation(Mapping, null, Log), rules, Delivery, new HealthOptions(), new DestinationContacts(Time),
            new SyncCounters(), Time, Log);
    }

    private SocketsHttpHandler Handler()
    {
        var handler = FhirServerConnection.Handler(Options);
        handler.ConnectCallback = Door.ConnectAsync;
        if (Options.BaseAddress!.Scheme == "https")
            handler.SslOptions.CertificateChainPolicy = Tls.Trusting();
        return handler;
    }
}
