using FhirAdapter.Destinations;

namespace FhirAdapter.Sync;

/// <summary>Has a destination look at its server from the start on, whether or not anything is owed: what has changed there is to be told before it is needed.</summary>
internal sealed class DestinationWatch(IDestination destination, TimeProvider time)
{
    // Shorter than what a destination keeps: it asks its server only where that is old, or where something is waited for.
    private static readonly TimeSpan Interval = TimeSpan.FromMinutes(15);

    public async Task RunAsync(CancellationToken stopping)
    {
        using var timer = new PeriodicTimer(Interval, time);
        do
        {
            await destination.LookAsync(stopping).ConfigureAwait(false);
        }
        while (await timer.WaitForNextTickAsync(stopping).ConfigureAwait(false));
    }
}
