using System.Globalization;
using System.IO.Hashing;
using System.Text;
using FhirAdapter.Outbox;
using FhirAdapter.Outbox.Sqlite;
using FhirAdapter.Proof.Clinic;
using FhirAdapter.Proof.FaultServer.Fhir;
using FhirAdapter.Records;

namespace FhirAdapter.Proof.Simulation;

/// <summary>One seed's world: a server, a ledger, two instances of the adapter, a clock, and all chance from one number.</summary>
internal sealed class SimWorld : IAsyncDisposable
{
    public const string Destination = "east";
    public const int Patients = 4;

    /// <summary>So long that a renewal never falls into a delivery: renewing runs beside it and would make the order of events a matter of luck.</summary>
    public static readonly TimeSpan Lease = TimeSpan.FromHours(3);

    private static readonly AsyncLocal<SimProcess?> Running = new();
    private static readonly ServerManners[] Manners = [ServerManners.A, ServerManners.B, ServerManners.C, new(false, true, true, true, true)];

    private readonly string _folder = ScratchFolder.Make("simulate");
    private readonly SimProcess?[] _processes = new SimProcess?[2];
    private readonly SqliteOutbox?[] _kept = new SqliteOutbox?[2];
    private readonly XxHash3 _hash = new();

    static SimWorld() => Failures.FailPoint.Watch = step => Running.Value?.Reach(step);

    public SimWorld(int seed)
    {
        Random = new Random(seed);
        Weather = Weather.Of(Random);
        Service = new FhirService(Manners[Random.Next(Manners.Length)]) { Refuses = json => StoredResource.IdentifiersOf(json).Any(each => each.Contains("POISON", StringComparison.Ordinal)) };
        Service.Store.Written = Written;
        ServerCount.AddPatients(Service, Enumerable.Range(0, Patients).Select(PatientOf));
    }

    public string Ledger => Path.Combine(_folder, "ledger.db");

    public Random Random { get; }

    public Weather Weather { get; set; }

    public SimClock Clock { get; } = new();

    public FhirService Service { get; }

    public List<Truth> Truths { get; } = [];

    /// <summary>What was broken, in words that are the same for seeds that fail alike.</summary>
    public List<string> Violations { get; } = [];

    /// <summary>The last of what happened, for a person.</summary>
    public Queue<string> Trace { get; } = new();

    /// <summary>What the clinic may do while a process is at work.</summary>
    public Func<Task> Meanwhile { get; set; } = () => Task.CompletedTask;

    /// <summary>Whether processes are stopped for longer than their lease.</summary>
    public bool Pauses { get; init; } = true;

    public int KeepTrace { get; init; } = 60;

    public string Hash => Convert.ToHexStringLower(_hash.GetCurrentHash());

    public static string PatientOf(int number) => string.Create(CultureInfo.InvariantCulture, $"P-{number}");

    public bool Chance(int percent) => percent > 0 && Random.Next(100) < percent;

    public void Note(string what)
    {
        _hash.Append(Encoding.UTF8.GetBytes(what));
        Trace.Enqueue(what);
        if (Trace.Count > KeepTrace)
            Trace.Dequeue();
    }

    public void Violate(string what)
    {
        Note("VIOLATION " + what);
        if (!Violations.Contains(what))
            Violations.Add(what);
    }

    /// <summary>Lets time pass; the timers of the process that is at work fire.</summary>
    public void Advance(TimeSpan span)
    {
        Clock.Advance(span);
        Running.Value?.Time.Fire();
    }

    /// <summary>A process that is not at work, opened where it is not there.</summary>
    public async Task<SimProcess?> IdleAsync()
    {
        var number = Random.Next(_processes.Length);
        if (_processes[number]?.IsBusy == true)
            number = 1 - number;
        if (_processes[number]?.IsBusy == true)
            return null;
        if (_processes[number] is { } open)
            return open;
        var outbox = _kept[number] ?? SimLedger.Open(Ledger, Clock);
        _kept[number] = null;
        await outbox.InitializeAsync([Destination], CancellationToken.None);
        return _processes[number] = new SimProcess(this, number, outbox);
    }

    /// <summary>Lets a process do something, which it may not survive.</summary>
    /// <returns>Whether it was done.</returns>
    public async Task<bool> RunAsync(SimProcess process, Func<SimProcess, Task> work)
    {
        process.IsBusy = true;
        process.StepsLeft = Chance(Weather.Crash) ? Random.Next(1, 40) : null;
        Running.Value = process;
        try
        {
            await work(process);
            return true;
        }
        catch (SimulatedCrashException crash)
        {
            Note($"{process.Name} dies at {crash.Step}");
            await CrashAsync(process);
            return false;
        }
        catch (OutboxUnavailableException unavailable)
        {
            Note($"{process.Name} {unavailable.Cause}");
            return false;
        }
        finally
        {
            process.IsBusy = false;
            process.StepsLeft = null;
        }
    }

    /// <summary>Everything the process has in memory is gone; the ledger's file stays as it is.</summary>
    /// <remarks>
    /// Seven times in eight the next process takes over the connection, whose open transaction was rolled back: to open a ledger is most of what a
    /// seed costs, and what opening does after a crash the killer shows with real processes.
    /// </remarks>
    public async Task CrashAsync(SimProcess process)
    {
        Running.Value = null;
        process.StepsLeft = null;
        _processes[process.Number] = null;
        await process.DisposeAsync();
        if (Random.Next(8) == 0)
            await process.Outbox.DisposeAsync();
        else
            _kept[process.Number] = process.Outbox;
    }

    /// <summary>A process is stopped for longer than its lease while the other goes on, and then goes on as if nothing had been.</summary>
    public async Task PauseAsync(SimProcess paused)
    {
        if (!Pauses)
            return;
        Note($"{paused.Name} is stopped");
        Clock.Advance(Lease + TimeSpan.FromSeconds(1));
        for (var i = Random.Next(1, 4); i > 0; i--)
        {
            if (Chance(30))
                await Meanwhile();
            if (await IdleAsync() is not { } other)
                break;
            await RunAsync(other, async process => Note($"{process.Name} pass {await process.PassAsync(CancellationToken.None)}"));
        }
        Note($"{paused.Name} goes on");
    }

    public async ValueTask DisposeAsync()
    {
        Running.Value = null;
        foreach (var process in _processes)
        {
            if (process is null)
                continue;
            await process.DisposeAsync();
            await process.Outbox.DisposeAsync();
        }
        foreach (var kept in _kept)
        {
            if (kept is not null)
                await kept.DisposeAsync();
        }
        Directory.Delete(_folder, recursive: true);
    }

    /// <summary>Order at the server: no content ever goes back behind a newer one.</summary>
    private void Written(StoredResource stored)
    {
        if (stored.Type == "Patient")
            return;
        var json = stored.Json.ToJsonString();
        var truth = Truths.Find(each => ClinicRecords.ResourceOf(each.Key) is var (type, identifier) && type == stored.Type && stored.Identifiers.Contains(identifier));
        if (truth is null)
            return;
        var mark = ClinicRecords.VersionOf(json);
        var deleted = json.Contains("entered-in-error", StringComparison.Ordinal);
        var place = truth.History.FindLastIndex(each => each.Mark == mark && each.Deleted == deleted);
        Note($"server {truth.Key} mark {mark} {deleted} v{stored.Version}");
        if (place < truth.Written)
            Violate(truth.History[truth.Written].Deleted && !deleted ? "a record that was taken back came back" : "an older content replaced a newer one");
        truth.Written = Math.Max(truth.Written, place);
    }
}
