namespace FhirAdapter.Tests.Destinations.FhirServers.Http;

/// <summary>A network that gives the next answer of a list for each request, and waits where the list says so.</summary>
internal sealed class ScriptedHandler(params Func<CancellationToken, Task<HttpResponseMessage>>[] script) : HttpMessageHandler
{
    private int sent;

    public int Sent => Volatile.Read(ref sent);

    /// <summary>Never answers; ends when it is given up.</summary>
    public static async Task<HttpResponseMessage> Stall(CancellationToken cancellationToken)
    {
        await Task.Delay(Timeout.InfiniteTimeSpan, TimeProvider.System, cancellationToken);
        throw new InvalidOperationException();
    }

    public static Func<CancellationToken, Task<HttpResponseMessage>> Answer(int status, string body = "{}", string? retryAfter = null, DateTimeOffset? date = null) => _ =>
    {
        var answer = new HttpResponseMessage((System.Net.HttpStatusCode)status) { Content = new StringContent(body) };
        answer.Headers.Date = date;
        if (retryAfter is not null)
            answer.Headers.TryAddWithoutValidation("Retry-After", retryAfter);
        return Task.FromResult(answer);
    };

    public static Func<CancellationToken, Task<HttpResponseMessage>> Fail(HttpRequestError error) => _ =>
        throw new HttpRequestException(error, "x");

    /// <summary>Answers at once with a body that never ends.</summary>
    public static Task<HttpResponseMessage> StallInBody(CancellationToken cancellationToken) =>
        Task.FromResult(new HttpResponseMessage { Content = new StreamContent(new StallingStream()) });

    protected override Task<HttpResponseMessage> SendAsync(HttpRequestMessage request, CancellationToken cancellationToken)
    {
        var number = Interlocked.Increment(ref sent) - 1;
        return script[Math.Min(number, script.Length - 1)](cancellationToken);
    }

    private sealed class StallingStream : MemoryStream
    {
        public override async ValueTask<int> ReadAsync(Memory<byte> buffer, CancellationToken cancellationToken = default)
        {
            await Task.Delay(Timeout.InfiniteTimeSpan, TimeProvider.System, cancellationToken);
            return 0;
        }
    }
}
