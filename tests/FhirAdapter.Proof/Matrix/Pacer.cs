using FhirAdapter.Proof.FaultServer;
using Microsoft.Extensions.Time.Testing;

namespace FhirAdapter.Proof.Matrix;

/// <summary>
/// Moves a cell's invented clock on while the adapter waits: by a whole attempt where a server is silent on purpose, by a little where nobody
/// is at work, for then it is a pause between two tries that is waited for.
/// </summary>
internal sealed class Pacer(FakeTimeProvider time, TimeSpan attempt, params IReadOnlyList<FhirFaultServer> servers)
{
    private static readonly TimeSpan Look = TimeSpan.FromMilliseconds(2);
    private static readonly TimeSpan Pause = TimeSpan.FromMilliseconds(200);
    private static readonly TimeSpan RealLimit = TimeSpan.FromSeconds(30);

    /// <summary>Waits for work to end.</summary>
    /// <returns>Whether it did; not where it hangs.</returns>
    public async Task<bool> RunAsync(Task work, CancellationToken cancellationToken)
    {
        var started = TimeProvider.System.GetTimestamp();
        var (silent, idle) = (0, 0);
        while (await Task.WhenAny(work, Task.Delay(Look, TimeProvider.System, cancellationToken)) != work)
        {
            silent = servers.Any(server => server.Waiting > 0) ? silent + 1 : 0;
            idle = servers.All(server => server.Busy == 0) ? idle + 1 : 0;
            if (silent == 3)
            {
                time.Advance(attempt);
                silent = 0;
            }
            else if (idle == 6)
            {
                time.Advance(Pause);
                idle = 0;
            }
            if (TimeProvider.System.GetElapsedTime(started) > RealLimit)
                return false;
        }
        return true;
    }
}
