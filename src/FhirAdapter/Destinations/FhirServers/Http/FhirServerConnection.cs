using System.Net.Sockets;
using FhirAdapter.Destinations.FhirServers.SignIn;
using FhirAdapter.Failures;
using FhirAdapter.WriteProfiles;
using Microsoft.Extensions.Logging;
using Polly;
using Polly.CircuitBreaker;
using Polly.Timeout;

namespace FhirAdapter.Destinations.FhirServers.Http;

/// <summary>Sends requests to one server through its pipeline, signed in, and reads each answer whole, within the attempt.</summary>
internal sealed class FhirServerConnection : IAsyncDisposable
{
    private readonly FhirServerOptions options;
    private readonly TimeProvider time;
    private readonly HttpMessageInvoker invoker;
    private readonly ResiliencePipeline<FhirReply> pipeline;

    /// <param name="destination">The destination's name, for the log.</param>
    /// <param name="options">Checked before.</param>
    /// <param name="time">The clock of deadlines and pauses.</param>
    /// <param name="logger">Gets codes and numbers.</param>
    /// <param name="handlers">Stands in for the network in tests.</param>
    /// <param name="profile">What is known of this kind of server; nothing where nothing is.</param>
    public FhirServerConnection(
        string destination, FhirServerOptions options, TimeProvider time, ILogger logger, Func<HttpMessageHandler>? handlers, WriteProfile? profile = null)
    {
        this.options = options;
        this.time = time;
        Origin = new Origin(options.BaseAddress!);
        var certificate = NetworkHandler.Certificate(options);
        invoker = new HttpMessageInvoker(handlers is null ? NetworkHandler.Create(options, certificate: certificate) : handlers());
        SignIn = SignInFactory.Create(destination, options, profile, certificate, Origin, invoker, time, logger);
        Concurrency = new AdaptiveConcurrency(options.Concurrency);
        pipeline = FhirServerPipeline.Build(options, time, Concurrency);
    }

    public Origin Origin { get; }

    public ISignIn SignIn { get; }

    /// <summary>How many requests at once were learned to be right.</summary>
    public AdaptiveConcurrency Concurrency { get; }

    public static SocketsHttpHandler Handler(FhirServerOptions options) => NetworkHandler.Create(options);

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
        catch (BrokenCircuitException open)
        {
            return new FhirReply(ReplyKind.CircuitOpen) { RetryAfter = open.RetryAfter };
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

    public async ValueTask DisposeAsync()
    {
        await SignIn.DisposeAsync().ConfigureAwait(false);
        invoker.Dispose();
    }

    /// <summary>One attempt. After a 401 it is made once more with other credentials, where there are any: what was refused was not carried out.</summary>
    private async Task<FhirReply> AttemptAsync(FhirRequest request, CancellationToken cancellationToken)
    {
        var signIn = await SignIn.GetAsync(cancellationToken).ConfigureAwait(false);
        if (signIn.Credentials is not { } credentials)
            return new FhirReply(ReplyKind.Withheld) { Failure = signIn.Failure, RetryAfter = signIn.Wait };
        var reply = await SendOnceAsync(request, credentials, cancellationToken).ConfigureAwait(false);
        if (reply.Status != 401)
            return Accepted(reply, credentials);
        request.Tries--;
        var again = await SignIn.RefusedAsync(credentials, cancellationToken).ConfigureAwait(false);
        if (again.Credentials is not { } others)
            return Refused(reply, again);
        reply.Dispose();
        reply = await SendOnceAsync(request, others, cancellationToken).ConfigureAwait(false);
        return reply.Status == 401
            ? Refused(reply, await SignIn.RefusedAsync(others, cancellationToken).ConfigureAwait(false))
            : Accepted(reply, others);
    }

    private FhirReply Accepted(FhirReply reply, Credentials credentials)
    {
        if (reply.Kind == ReplyKind.Answered)
            SignIn.Accepted(credentials);
        return reply;
    }

    private static FhirReply Refused(FhirReply reply, SignInAnswer again)
    {
        reply.Dispose();
        return new FhirReply(ReplyKind.Answered, reply.Status) { Failure = again.Failure, RetryAfter = again.Wait };
    }

    private async Task<FhirReply> SendOnceAsync(FhirRequest request, Credentials credentials, CancellationToken cancellationToken)
    {
        using var message = Message(request);
        credentials.ApplyTo(message);
        // The last moment: a worker that was stopped for longer than its lease must not send what another one sends by now.
        if (request.Lease is { IsOver: true })
            return new FhirReply(ReplyKind.LeaseOver);
        try
        {
            request.Tries++;
            request.WasUnknown |= request.IsUnanswered;
            request.IsUnanswered = true;
            FailPoint.Pass("http.sending");
            using var answer = await invoker.SendAsync(message, cancellationToken).ConfigureAwait(false);
            FailPoint.Pass("http.headers-read");
            var reply = await ReadAsync(answer, cancellationToken).ConfigureAwait(false);
            request.IsUnanswered = reply.Kind != ReplyKind.Answered;
            return reply;
        }
        catch (HttpRequestException failure) when (failure.InnerException is AddressNotAllowedException)
        {
            request.IsUnanswered = false;
            return new FhirReply(ReplyKind.Withheld) { Failure = NetworkFailure.Of(failure) };
        }
        catch (HttpRequestException failure) when (failure.HttpRequestError is HttpRequestError.ConnectionError
            or HttpRequestError.NameResolutionError or HttpRequestError.SecureConnectionError or HttpRequestError.ProxyTunnelError)
        {
            request.IsUnanswered = false;
            return new FhirReply(ReplyKind.NotSent) { Failure = NetworkFailure.Of(failure) };
        }
        catch (OperationCanceledException failure) when (!cancellationToken.IsCancellationRequested)
        {
            // Connecting took too long: the handler says so by a cancellation that nobody asked for.
            request.IsUnanswered = failure.InnerException is not TimeoutException;
            return new FhirReply(request.IsUnanswered ? ReplyKind.Unknown : ReplyKind.NotSent);
        }
        catch (SocketException)
        {
            // The handler looks at a new connection that was reset already; nothing has been written to it.
            request.IsUnanswered = false;
            return new FhirReply(ReplyKind.NotSent);
        }
        catch (Exception failure) when (failure is HttpRequestException or IOException)
        {
            return new FhirReply(ReplyKind.Unknown);
        }
    }

    private HttpRequestMessage Message(FhirRequest request)
    {
        var message = new HttpRequestMessage(request.Method, Origin.AddressOf(request.Path)) { VersionPolicy = HttpVersionPolicy.RequestVersionOrLower };
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
        if (await ReplyBody.ReadAsync(answer, options.MaxReplyBytes, cancellationToken).ConfigureAwait(false) is not { } body)
            return new FhirReply(ReplyKind.Unknown);
        return new FhirReply(ReplyKind.Answered, (int)answer.StatusCode, body)
        {
            Location = First(answer, "Location"),
            ETag = First(answer, "ETag"),
            // A date is one by the server's clock, which the same answer tells.
            RetryAfter = RetryAfter.Read(First(answer, "Retry-After"), answer.Headers.Date ?? time.GetUtcNow(), options.RetryAfterCap),
        };
    }

    private static string? First(HttpResponseMessage answer, string header) =>
        answer.Headers.TryGetValues(header, out var values) ? values.FirstOrDefault() : null;
}
