using System.Net;
using System.Net.Http.Headers;
using System.Net.Sockets;
using System.Security.Authentication;
using System.Security.Cryptography.X509Certificates;
using FhirAdapter.Failures;
using Polly;
using Polly.CircuitBreaker;
using Polly.Timeout;

namespace FhirAdapter.Destinations.FhirServers.Http;

/// <summary>Sends requests to one server through its pipeline and reads each answer whole, within the attempt.</summary>
internal sealed class FhirServerConnection : IDisposable
{
    private const int FirstRead = 16 * 1024;

    private readonly FhirServerOptions options;
    private readonly TimeProvider time;
    private readonly Origin origin;
    private readonly HttpMessageInvoker invoker;
    private readonly SemaphoreSlim turns;
    private readonly ResiliencePipeline<FhirReply> pipeline;

    public FhirServerConnection(FhirServerOptions options, TimeProvider time, Func<HttpMessageHandler>? handlers)
    {
        this.options = options;
        this.time = time;
        origin = new Origin(options.BaseAddress!);
        invoker = new HttpMessageInvoker(handlers is null ? Handler(options) : handlers());
        turns = new SemaphoreSlim(options.Concurrency);
        pipeline = FhirServerPipeline.Build(options, time, turns);
    }

    public static SocketsHttpHandler Handler(FhirServerOptions options) => new()
    {
        AllowAutoRedirect = false,
        UseCookies = false,
        UseProxy = false,
        AutomaticDecompression = DecompressionMethods.None,
        MaxConnectionsPerServer = options.Concurrency,
        PooledConnectionLifetime = TimeSpan.FromMinutes(5),
        ConnectTimeout = options.ConnectTimeout,
        ActivityHeadersPropagator = null,
        SslOptions = new()
        {
            EnabledSslProtocols = SslProtocols.Tls12 | SslProtocols.Tls13,
            CertificateRevocationCheckMode = options.CheckRevocation ? X509RevocationMode.Online : X509RevocationMode.NoCheck,
        },
    };

    /// <summary>Sends a request. Only a bug or the caller's cancellation throws.</summary>
    public async Task<FhirReply> SendAsync(FhirRequest request, CancellationToken cancellationToken)
    {
        var context = ResilienceContextPool.Shared.Get(continueOnCapturedContext: false, cancellationToken);
        context.Properties.Set(FhirServerPipeline.Request, request);
        try
        {
            return await pipeline.ExecuteAsync(
                static (context, state) => new ValueTask<FhirReply>(state.Self.AttemptAsync(state.Request, context.CancellationToken)),
                context,
                (Self: this, Request: request)).ConfigureAwait(false);
        }
        catch (BrokenCircuitException)
        {
            return new FhirReply(ReplyKind.CircuitOpen);
        }
        catch (TimeoutRejectedException)
        {
            return new FhirReply(request.Sent ? ReplyKind.Unknown : ReplyKind.NotSent);
        }
        finally
        {
            ResilienceContextPool.Shared.Return(context);
        }
    }

    public void Dispose()
    {
        invoker.Dispose();
        turns.Dispose();
    }

    private async Task<FhirReply> AttemptAsync(FhirRequest request, CancellationToken cancellationToken)
    {
        using var message = Message(request);
        if (options.BearerTokenFile is { Length: > 0 } file)
        {
            if (await BearerToken.ReadAsync(file, cancellationToken).ConfigureAwait(false) is not { } token)
                return new FhirReply(ReplyKind.NoToken);
            message.Headers.Authorization = new AuthenticationHeaderValue("Bearer", token);
        }
        // The last moment: a worker that was stopped for longer than its lease must not send what another one sends by now.
        if (request.Lease is { IsOver: true })
            return new FhirReply(ReplyKind.LeaseOver);
        try
        {
            request.Tries++;
            FailPoint.Pass("http.sending");
            using var answer = await invoker.SendAsync(message, cancellationToken).ConfigureAwait(false);
            FailPoint.Pass("http.headers-read");
            return await ReadAsync(answer, cancellationToken).ConfigureAwait(false);
        }
        catch (HttpRequestException failure) when (failure.HttpRequestError is HttpRequestError.ConnectionError
            or HttpRequestError.NameResolutionError or HttpRequestError.SecureConnectionError or HttpRequestError.ProxyTunnelError)
        {
            return new FhirReply(ReplyKind.NotSent);
        }
        catch (OperationCanceledException failure) when (!cancellationToken.IsCancellationRequested)
        {
            // Connecting took too long: the handler says so by a cancellation that nobody asked for.
            return new FhirReply(failure.InnerException is TimeoutException ? ReplyKind.NotSent : ReplyKind.Unknown);
        }
        catch (SocketException)
        {
            // The handler looks at a new connection that was reset already; nothing has been written to it.
            return new FhirReply(ReplyKind.NotSent);
        }
        catch (Exception failure) when (failure is HttpRequestException or IOException)
        {
            return new FhirReply(ReplyKind.Unknown);
        }
    }

    private HttpRequestMessage Message(FhirRequest request)
    {
        var message = new HttpRequestMessage(request.Method, origin.AddressOf(request.Path)) { VersionPolicy = HttpVersionPolicy.RequestVersionOrLower };
        message.Headers.TryAddWithoutValidation("Accept", "application/fhir+json");
        message.Headers.TryAddWithoutValidation("Accept-Encoding", "identity");
        if (request.IfMatch is { } version)
            message.Headers.TryAddWithoutValidation("If-Match", $"W/\"{version}\"");
        if (request.IfNoneExist is { } query)
            message.Headers.TryAddWithoutValidation("If-None-Exist", query);
        if (!request.Body.IsEmpty)
        {
            message.Headers.TryAddWithoutValidation("Prefer", "return=minimal");
            message.Content = new ReadOnlyMemoryContent(request.Body);
            message.Content.Headers.TryAddWithoutValidation("Content-Type", request.ContentType);
        }
        return message;
    }

    private async Task<FhirReply> ReadAsync(HttpResponseMessage answer, CancellationToken cancellationToken)
    {
        var announced = answer.Content.Headers.ContentLength;
        if (announced > options.MaxReplyBytes || answer.Content.Headers.ContentEncoding.Any(each => each != "identity"))
            return new FhirReply(ReplyKind.Unknown);
        var body = new PooledBytes((int)Math.Min(announced + 1 ?? FirstRead, options.MaxReplyBytes));
        try
        {
            using var stream = await answer.Content.ReadAsStreamAsync(cancellationToken).ConfigureAwait(false);
            int read;
            while ((read = await stream.ReadAsync(body.GetMemory(), cancellationToken).ConfigureAwait(false)) > 0)
            {
                body.Advance(read);
                if (body.Length > options.MaxReplyBytes)
                {
                    body.Dispose();
                    return new FhirReply(ReplyKind.Unknown);
                }
            }
        }
        catch
        {
            body.Dispose();
            throw;
        }
        return new FhirReply(ReplyKind.Answered, (int)answer.StatusCode, body)
        {
            Location = First(answer, "Location"),
            ETag = First(answer, "ETag"),
            RetryAfter = RetryAfter.Read(First(answer, "Retry-After"), time.GetUtcNow(), options.RetryAfterCap),
        };
    }

    private static string? First(HttpResponseMessage answer, string header) =>
        answer.Headers.TryGetValues(header, out var values) ? values.FirstOrDefault() : null;
}
