namespace FhirAdapter.Tests.Sync;

/// <summary>How far a server has come, for those who wait for it.</summary>
internal sealed class Progress
{
    private readonly Lock _gate = new();
    private readonly List<(int Count, TaskCompletionSource Reached)> _waiting = [];
    private int _count;

    public void Report(int count)
    {
        lock (_gate)
        {
            _count = count;
            foreach (var (_, reached) in _waiting.Where(each => each.Count <= count))
                reached.TrySetResult();
        }
    }

    public Task ReachAsync(int count, CancellationToken cancellationToken)
    {
        lock (_gate)
        {
            if (_count >= count)
                return Task.CompletedTask;
            var reached = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
            _waiting.Add((count, reached));
            return reached.Task.WaitAsync(cancellationToken);
        }
    }
}
