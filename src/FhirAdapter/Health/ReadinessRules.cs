using FhirAdapter.Failures;
using FhirAdapter.Outbox;

namespace FhirAdapter.Health;

/// <summary>What the facts mean. Pure.</summary>
internal sealed class ReadinessRules(HealthOptions options)
{
    /// <summary>How long a loop may be silent beyond what it said. With the time between two looks this stays below 30 seconds.</summary>
    public static readonly TimeSpan Allowance = TimeSpan.FromSeconds(20);

    /// <summary>How long a loop may be stuck before the process had better be started anew.</summary>
    public static readonly TimeSpan DeadAfter = TimeSpan.FromMinutes(5);

    /// <summary>The code of the notice that deliveries wait for an ability of the destination.</summary>
    private const string Paused = "paused";

    /// <summary>All that speaks against being ready.</summary>
    public Readiness Judge(HealthFacts facts) => new(
    [
        .. Stopping(facts),
        .. facts.Loops.GroupBy(loop => (loop.Kind, loop.Name)).SelectMany(Loop),
        .. Ledger(facts.Ledger),
        .. facts.Accounts.SelectMany(counts => Accounts(counts, facts.Now)),
        .. facts.Down.SelectMany(Down),
        .. Clock(facts),
    ]);

    /// <summary>Whether the process works at all: no loop is stuck for so long that only a new start helps.</summary>
    public static bool IsAlive(IEnumerable<LoopState> loops) => loops.All(loop => loop.Overdue < DeadAfter);

    private static IEnumerable<HealthFinding> Stopping(HealthFacts facts)
    {
        if (facts.Stopping)
            yield return new HealthFinding(HealthCode.Stopping, null, "The adapter is stopping; what it has begun it finishes.");
    }

    private static IEnumerable<HealthFinding> Loop(IGrouping<(LoopKind Kind, string Name), LoopState> loops)
    {
        var work = loops.Key.Kind switch
        {
            LoopKind.Capture => "Reading the source",
            LoopKind.Delivery => "Delivering to the destination",
            _ => "Looking after the adapter",
        };
        var overdue = loops.Max(loop => loop.Overdue);
        if (overdue > Allowance)
        {
            yield return new HealthFinding(HealthCode.LoopStuck, loops.Key.Name,
                FormattableString.Invariant($"{work} has not moved for {overdue.TotalSeconds:0} s longer than it should; start the adapter anew, nothing accepted is lost."));
        }

        if (loops.Select(loop => loop.Fault).FirstOrDefault(fault => fault is not null) is { } fault)
            yield return new HealthFinding(HealthCode.LoopFailing, loops.Key.Name, $"{work} ended in a fault ({fault}) and is tried again; see the log.");
    }

    private static IEnumerable<HealthFinding> Ledger(OutboxUnavailableException? fault)
    {
        if (fault is null)
            yield break;
        yield return fault.Cause is OutboxUnavailableCause.DiskLow or OutboxUnavailableCause.BacklogFull or OutboxUnavailableCause.LedgerFull
            ? Backpressure.Finding(fault)
            : new HealthFinding(HealthCode.LedgerUnavailable, null, fault.Message);
    }

    private IEnumerable<HealthFinding> Accounts(DestinationCounts counts, DateTimeOffset now)
    {
        if (counts.Residue != 0)
        {
            yield return new HealthFinding(HealthCode.AccountsOpen, counts.Destination, FormattableString.Invariant(
                $"The accounts do not close, {counts.Residue} versions are unexplained; keep the ledger as it is, take a backup of it and report this."));
        }

        if (counts.Notices.Where(notice => notice.Code == Paused).ToList() is { Count: > 0 } paused)
        {
            yield return new HealthFinding(HealthCode.CapabilityChanged, counts.Destination, FormattableString.Invariant(
                $"The destination no longer says that it has: {string.Join(", ", paused.Select(notice => notice.Subject))}. What needs it is held; ask the server's operator, or accept its new state by `fhir-adapter accept {counts.Destination}`."));
        }

        if (counts.GivenUp > 0)
        {
            yield return new HealthFinding(HealthCode.GivenUp, counts.Destination, FormattableString.Invariant(
                $"{counts.GivenUp} records were put off for so long that they are parked; when the destination is well again, `fhir-adapter replay --destination {counts.Destination}`."));
        }

        if (now - counts.OldestPending > options.MaxLag)
        {
            yield return new HealthFinding(HealthCode.Lag, counts.Destination, FormattableString.Invariant(
                $"The oldest undelivered record waits for {now - counts.OldestPending:d\\.hh\\:mm\\:ss} (MaxLag is {options.MaxLag}); look at the destination, see `fhir-adapter check`."));
        }
    }

    private IEnumerable<HealthFinding> Down((string Destination, string Code, TimeSpan For) down)
    {
        if (down.Code == FailureCode.Unauthorized)
            yield return new HealthFinding(HealthCode.DestinationStopped, down.Destination, "The server refuses the credentials; renew them, see `fhir-adapter check`.");
        else if (down.For > options.DestinationDownAfter)
        {
            yield return new HealthFinding(HealthCode.DestinationUnreachable, down.Destination, FormattableString.Invariant(
                $"The destination has taken nothing for {down.For:d\\.hh\\:mm\\:ss} ({down.Code}); deliveries are kept and tried again, see `fhir-adapter check`."));
        }
    }

    private IEnumerable<HealthFinding> Clock(HealthFacts facts)
    {
        if (facts.ClockJump != TimeSpan.Zero)
        {
            yield return new HealthFinding(HealthCode.ClockJumped, null, FormattableString.Invariant(
                $"The system's clock was set by {facts.ClockJump.TotalSeconds:0} s; check the time service. The work goes on by the machine's own pace."));
        }
        else if (facts.ClockBehind > options.MaxClockJump)
        {
            yield return new HealthFinding(HealthCode.ClockJumped, null, FormattableString.Invariant(
                $"The system's clock is {facts.ClockBehind.TotalSeconds:0} s behind what the ledger has seen; set it right. The work goes on by the later time."));
        }
    }
}
