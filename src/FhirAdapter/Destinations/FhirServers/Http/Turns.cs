namespace FhirAdapter.Destinations.FhirServers.Http;

/// <summary>Lets as many requests be under way as the learned limit allows; the others wait in order. Safe for several callers.</summary>
internal sealed class Turns(AdaptiveConcurrency limit)
{
    private readonly Lock gate = new();
    private readonly Queue<TaskCompletionSource<int>> waiting = new();
    private int underWay;

    /// <summary>Waits for a turn; gives how many are under way with it.</summary>
    public ValueTask<int> WaitAsync(CancellationToken cancellationToken)
    {
        TaskCompletionSource<int> turn;
        lock (gate)
        {
            if (underWay < limit.Current)
                return new(++underWay);
            turn = new(TaskCreationOptions.RunContinuationsAsynchronously);
            waiting.Enqueue(turn);
        }
        return new(WaitAsync(turn, cancellationToken));
    }

    public void Release()
    {
        lock (gate)
        {
            underWay--;
            while (underWay < limit.Current && waiting.TryDequeue(out var next))
            {
                // One that was given up meanwhile has its turn no more.
                if (next.TrySetResult(underWay + 1))
                    underWay++;
            }
        }
    }

    private static async Task<int> WaitAsync(TaskCompletionSource<int> turn, CancellationToken cancellationToken)
    {
        using var given = cancellationToken.Register(() => turn.TrySetCanceled(cancellationToken));
        return await turn.Task.ConfigureAwait(false);
    }
}
