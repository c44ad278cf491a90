using FhirAdapter.Outbox;
using FhirAdapter.Proof.Clinic;
using FhirAdapter.Proof.Figures;
using FhirAdapter.Proof.Power;
using Microsoft.Data.Sqlite;

namespace FhirAdapter.Proof.Disk;

/// <summary>Makes the n-th write, flush or truncation of the ledger fail, once or from then on: what was acknowledged is there, and nothing crashes.</summary>
internal sealed class FailingCalls(int seed)
{
    private const int Batches = 30;
    private const int GivenUp = 3;

    /// <summary>The calls that SQLite makes on the ledger's files, and up to which of them it surely gets in a run: a later one would never fail.</summary>
    private static readonly (string Name, int Most)[] Calls = [("pwrite64", 60), ("fsync", 60), ("pread64", 60), ("ftruncate", 4)];
    private static readonly string[] Errors = ["EIO", "ENOSPC", "EROFS"];

    public async Task<Figure> RunAsync(int count, CancellationToken cancellationToken)
    {
        var figure = new Figure("disk errors", count, seed);
        if (await Strace.MissingAsync(cancellationToken) is { } reason)
        {
            figure.Skipped = reason;
            return figure;
        }
        var random = new Random(seed);
        var failed = Calls.ToDictionary(call => call.Name, _ => 0);
        int acknowledged = 0, lost = 0, faults = 0, crashed = 0, damaged = 0;
        for (var i = 0; i < count; i++)
        {
            var (call, most) = Calls[i % Calls.Length];
            var error = call == "pwrite64" ? Errors[random.Next(Errors.Length)] : "EIO";
            var from = random.Next(1, most + 1);
            var inject = $"inject={call}:error={error}:when={from}{(random.Next(2) == 0 ? "" : "+")}";
            var folder = ScratchFolder.MakeOnDisk("disk");
            try
            {
                var ledger = Path.Combine(folder, "ledger.db");
                string[] options = ["-P", ledger, "-P", ledger + "-wal", "-P", ledger + "-journal", "-e", $"trace={call}", "-e", inject, "-o", Path.Combine(folder, "trace.txt")];
                var (exitCode, said) = await Strace.RunAsync(options, ledger, Batches, seed + i, cancellationToken);
                failed[call] += File.ReadLines(Path.Combine(folder, "trace.txt")).Count(line => line.EndsWith("(INJECTED)", StringComparison.Ordinal));
                acknowledged += LedgerCheck.AcknowledgedIn(said).Count;
                faults += said.Count(each => each.StartsWith("FAULT", StringComparison.Ordinal));
                if (exitCode is not (0 or GivenUp))
                {
                    crashed++;
                    figure.Failures.Add($"{inject}: exit code {exitCode}, {said.LastOrDefault()}");
                }
                if (!File.Exists(ledger) || new FileInfo(ledger).Length == 0)
                    continue;
                await LedgerLook.CountAsync(ledger, [Workload.Destination], cancellationToken);
                lost += LedgerCheck.LostOf(ledger, said);
                if (LedgerLook.Integrity(ledger) is not "ok")
                    damaged++;
            }
            catch (Exception exception) when (exception is OutboxUnavailableException or SqliteException)
            {
                damaged++;
                figure.Failures.Add($"{inject}: the ledger cannot be opened afterwards ({(exception as OutboxUnavailableException)?.Cause})");
            }
            finally
            {
                Directory.Delete(folder, recursive: true);
            }
        }
        figure.Add("injections", count);
        foreach (var (call, times) in failed)
            figure.Add($"{call} failed", times);
        figure.Add("faults told", faults);
        figure.Add("acknowledged", acknowledged);
        figure.AddZero("lost", lost);
        figure.AddZero("damaged", damaged);
        figure.AddZero("crashed", crashed);
        return figure;
    }
}
