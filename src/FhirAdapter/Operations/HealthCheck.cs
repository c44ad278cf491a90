using FhirAdapter.Health;
using FhirAdapter.Outbox;
using FhirAdapter.Sync;

namespace FhirAdapter.Operations;

/// <summary>Gathers the facts of the moment and has them judged.</summary>
internal sealed class HealthCheck(
    OutboxAccess ledger,
    IntakeGate gate,
    Heartbeats heartbeats,
    DestinationContacts contacts,
    SteadyClock clock,
    ClockWatch watch,
    HealthOptions options,
    CancellationToken stopping)
{
    private static readonly TimeSpan JumpRemembered = TimeSpan.FromMinutes(5);

    private readonly ReadinessRules _rules = new(options);
    private IReadOnlyList<DestinationCounts>? _accounts;

    public bool IsAlive => ReadinessRules.IsAlive(Loops());

    /// <summary>Adds up the accounts from the ledger's rows, to be judged from now on.</summary>
    public async Task AddUpAsync(CancellationToken cancellationToken)
    {
        var outbox = await ledger.OpenAsync(cancellationToken).ConfigureAwait(false);
        _accounts = await outbox.CountAsync(cancellationToken).ConfigureAwait(false);
    }

    /// <summary>Looks at everything now; at the accounts as they were last added up, which is done here the first time.</summary>
    public async Task<Readiness> LookAsync(CancellationToken cancellationToken)
    {
        OutboxUnavailableException? fault;
        try
        {
            var outbox = await ledger.OpenAsync(cancellationToken).ConfigureAwait(false);
            fault = await gate.LookAsync(outbox, cancellationToken).ConfigureAwait(false);
            if (_accounts is null)
                await AddUpAsync(cancellationToken).ConfigureAwait(false);
        }
        catch (OutboxUnavailableException unavailable)
        {
            fault = unavailable;
        }

        return _rules.Judge(new HealthFacts
        {
            Stopping = stopping.IsCancellationRequested,
            Loops = Loops(),
            Ledger = fault,
            Accounts = _accounts ?? [],
            Down = contacts.Down,
            ClockJump = watch.Observe(options.MaxClockJump, JumpRemembered),
            ClockBehind = clock.SystemBehind,
            Now = clock.GetUtcNow(),
        });
    }

    private IReadOnlyList<LoopState> Loops() =>
        [.. heartbeats.All.Select(pulse => new LoopState(pulse.Kind, pulse.Name, pulse.Overdue, pulse.Fault))];
}
