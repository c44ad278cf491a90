namespace FhirAdapter.Tests.Sync;

/// <summary>Takes what it is asked and never answers.</summary>
internal sealed class SilentServer(Task<HttpResponseMessage> never) : HttpMessageHandler
{
    private readonly TaskCompletionSource _asked = new(TaskCreationOptions.RunContinuationsAsynchronously);

    public Task Asked => _asked.Task;

    protected override Task<HttpResponseMessage> SendAsync(HttpRequestMessage request, CancellationToken cancellationToken)
    {
        _asked.TrySetResult();
        return never.WaitAsync(cancellationToken);
    }
}
