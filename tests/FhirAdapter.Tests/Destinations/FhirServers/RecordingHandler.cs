using System.Collections.Concurrent;

namespace FhirAdapter.Tests.Destinations.FhirServers;

/// <summary>Keeps what leaves and passes it on; can be told to lose an answer after the server has given it.</summary>
internal sealed class RecordingHandler(HttpMessageHandler network) : DelegatingHandler(network)
{
    private int toLose;
    private string? typeToLose;

    public ConcurrentQueue<RecordedRequest> Requests { get; } = new();

    public IEnumerable<RecordedRequest> Writes => Requests.Where(each => each.IsWrite);

    /// <summary>The answers to so many writes to come are lost, of a type where one is named.</summary>
    public void LoseReplies(int count, string? type = null) => (toLose, typeToLose) = (count, type);

    protected override async Task<HttpResponseMessage> SendAsync(HttpRequestMessage request, CancellationToken cancellationToken)
    {
        var body = request.Content is null ? "" : await request.Content.ReadAsStringAsync(cancellationToken);
        var recorded = new RecordedRequest(request.Method.Method, request.RequestUri!.PathAndQuery, body, request.Headers.Authorization?.ToString());
        Requests.Enqueue(recorded);
        var answer = await base.SendAsync(request, cancellationToken);
        if (!recorded.IsWrite || (typeToLose is not null && !body.Contains($"\"resourceType\":\"{typeToLose}\"", StringComparison.Ordinal)) || Interlocked.Decrement(ref toLose) < 0)
            return answer;
        answer.Dispose();
        throw new HttpRequestException("lost", new IOException("reset"));
    }
}
