using FhirAdapter.Destinations;
using FhirAdapter.Failures;
using FhirAdapter.Outbox;

namespace FhirAdapter.Sync;

/// <summary>Renews the leases of claims while they are worked on, and stops the work when one is lost.</summary>
internal sealed class LeaseKeeper : IAsyncDisposable
{
    private readonly CancellationTokenSource _work;
    private readonly CancellationTokenSource _renewal = new();
    private readonly Task _renewing;

    public LeaseKeeper(IOutbox outbox, IReadOnlyList<LaneClaim> claims, TimeSpan lease, TimeProvider time, CancellationToken cancellationToken)
    {
        _work = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken);
        var ends = claims[0].LeasedUntil;
        foreach (var claim in claims)
            ends = claim.LeasedUntil < ends ? claim.LeasedUntil : ends;
        Lease = new Lease(time, ends);
        _renewing = RenewAsync(outbox, claims, lease, time);
    }

    /// <summary>The first of the leases to end.</summary>
    public Lease Lease { get; }

    /// <summary>Cancelled when the caller's is, or when a lease was lost.</summary>
    public CancellationToken Token => _work.Token;

    /// <summary>Stops renewing.</summary>
    public async ValueTask DisposeAsync()
    {
        await _renewal.CancelAsync().ConfigureAwait(false);
        await _renewing.ConfigureAwait(false);
        _renewal.Dispose();
        _work.Dispose();
    }

    private async Task RenewAsync(IOutbox outbox, IReadOnlyList<LaneClaim> claims, TimeSpan lease, TimeProvider time)
    {
        using var timer = new PeriodicTimer(lease / 3, time);
        try
        {
            while (await timer.WaitForNextTickAsync(_renewal.Token).ConfigureAwait(false))
            {
                var ends = time.GetUtcNow() + lease;
                FailPoint.Pass("lease.renewing");
                foreach (var claim in claims)
                {
                    if (await outbox.RenewAsync(claim, lease, _renewal.Token).ConfigureAwait(false))
                        continue;
                    await _work.CancelAsync().ConfigureAwait(false);
                    return;
                }
                Lease.Extend(ends);
            }
        }
        catch (OperationCanceledException) when (_renewal.IsCancellationRequested)
        {
        }
    }
}
