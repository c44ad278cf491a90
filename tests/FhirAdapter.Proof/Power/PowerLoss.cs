using System.Collections.Concurrent;
using FhirAdapter.Outbox;
using FhirAdapter.Outbox.Sqlite;
using FhirAdapter.Proof.Clinic;
using FhirAdapter.Proof.Figures;
using Microsoft.Data.Sqlite;

namespace FhirAdapter.Proof.Power;

/// <summary>Records every write and flush of a real run, cuts the power at random places of it, and opens what is left.</summary>
internal sealed class PowerLoss(int seed)
{
    private const int StatesOfOneRun = 1000;
    private const int Batches = 60;

    private readonly ConcurrentBag<string> _failures = [];
    private int _acknowledged;
    private int _lost;
    private int _damaged;

    public async Task<Figure> RunAsync(int count, CancellationToken cancellationToken)
    {
        var figure = new Figure("power", count, seed);
        if (await Strace.MissingAsync(cancellationToken) is { } reason)
        {
            figure.Skipped = reason;
            return figure;
        }
        var runs = 0;
        for (var done = 0; done < count; done += StatesOfOneRun, runs++)
            await OneRunAsync(Math.Min(StatesOfOneRun, count - done), seed + runs, cancellationToken);
        figure.Add("states", count);
        figure.Add("recorded runs", runs);
        figure.Add("records acknowledged in them", _acknowledged);
        figure.AddZero("lost", _lost);
        figure.AddZero("damaged", _damaged);
        figure.Failures.AddRange(_failures.GroupBy(each => each).Select(each => $"{each.Count()} states: {each.Key}"));
        return figure;
    }

    private async Task OneRunAsync(int states, int runSeed, CancellationToken cancellationToken)
    {
        var folder = ScratchFolder.MakeOnDisk("power");
        try
        {
            var ledger = Path.Combine(folder, "ledger", "ledger.db");
            var trace = Path.Combine(folder, "trace.txt");
            string[] options = ["-xx", "-s", "200000", "-e", "trace=openat,write,pwrite64,pwritev,fsync,fdatasync,ftruncate,close,unlink,rename", "-o", trace];
            var (exitCode, said) = await Strace.RunAsync(options, ledger, Batches, runSeed, cancellationToken);
            if (exitCode != 0 || !said.Exists(each => each.StartsWith("END", StringComparison.Ordinal)))
            {
                _failures.Add($"the recorded run ended with {exitCode}: {said.LastOrDefault()}");
                return;
            }
            var events = TraceReader.Read(trace, ledger);
            if (!events.OfType<TraceEvent.Sync>().Any() || events.OfType<TraceEvent.Said>().Count() < said.Count)
                throw new InvalidDataException("The trace misses flushes or acknowledgements.");
            await ReplayAsync(events, states, new Random(runSeed), cancellationToken);
        }
        finally
        {
            Directory.Delete(folder, recursive: true);
        }
    }

    private async Task ReplayAsync(List<TraceEvent> events, int states, Random random, CancellationToken cancellationToken)
    {
        var cuts = new Queue<int>(Enumerable.Range(0, states).Select(_ => random.Next(1, events.Count + 1)).Order());
        var disk = new DiskModel();
        var acknowledged = new List<string>();
        var checks = new List<Task>();
        using var room = new SemaphoreSlim(2 * Environment.ProcessorCount);
        for (var i = 0; i < events.Count; i++)
        {
            disk.Apply(events[i]);
            if (events[i] is TraceEvent.Said { Line: var line } && line.StartsWith("ACK ", StringComparison.Ordinal))
                acknowledged.AddRange(line["ACK ".Length..].Split(' '));
            while (cuts.TryPeek(out var cut) && cut == i + 1)
            {
                cuts.Dequeue();
                var files = disk.AfterPowerLoss(random);
                string[] expected = [.. acknowledged];
                await room.WaitAsync(cancellationToken);
                checks.Add(Task.Run(async () =>
                {
                    await CheckAsync(files, expected, cancellationToken);
                    room.Release();
                }, cancellationToken));
            }
        }
        await Task.WhenAll(checks);
        _acknowledged += acknowledged.Count;
    }

    private async Task CheckAsync(Dictionary<string, byte[]> files, string[] acknowledged, CancellationToken cancellationToken)
    {
        var folder = ScratchFolder.Make("power-state");
        try
        {
            foreach (var (path, content) in files)
                await File.WriteAllBytesAsync(Path.Combine(folder, Path.GetFileName(path)), content, cancellationToken);
            var ledger = Path.Combine(folder, "ledger.db");
            await using (var outbox = new SqliteOutbox(new SqliteOutboxOptions { Path = ledger }, TimeProvider.System))
            {
                await outbox.InitializeAsync([Workload.Destination], cancellationToken);
                if ((await outbox.CountAsync(cancellationToken)).Any(each => each.Residue != 0))
                    Damaged("the accounts have a residue");
            }
            if (LedgerLook.Integrity(ledger) is not "ok")
                Damaged("integrity_check finds damage");
            var there = LedgerLook.RecordIds(ledger);
            var lost = acknowledged.Count(id => !there.Contains(id));
            if (lost > 0)
            {
                Interlocked.Add(ref _lost, lost);
                _failures.Add("acknowledged records are gone");
            }
        }
        catch (Exception exception) when (exception is OutboxUnavailableException or SqliteException)
        {
            Damaged($"it cannot be opened: {exception.GetType().Name} {(exception as OutboxUnavailableException)?.Cause}");
        }
        finally
        {
            Directory.Delete(folder, recursive: true);
        }
    }

    private void Damaged(string how)
    {
        Interlocked.Increment(ref _damaged);
        _failures.Add(how);
    }
}
