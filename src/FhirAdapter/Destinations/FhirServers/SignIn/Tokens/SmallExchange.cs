using System.Net.Sockets;
using FhirAdapter.Destinations.FhirServers.Http;
using FhirAdapter.Failures;

namespace FhirAdapter.Destinations.FhirServers.SignIn.Tokens;

/// <summary>Sends one small request of the sign-in, with a deadline from connecting to the last byte.</summary>
internal sealed class SmallExchange(FhirServerOptions options, HttpMessageInvoker network, TimeProvider time)
{
    private const int MaxBytes = 1024 * 1024;

    /// <summary>The <c>Date</c> of the last answer.</summary>
    public DateTimeOffset? LastDate { get; private set; }

    /// <summary>The status and the whole body, or why there is no answer. Only the caller's cancellation throws.</summary>
    public async Task<(int Status, byte[] Body, TokenFailure? Failure)> SendAsync(HttpRequestMessage message, CancellationToken cancellationToken)
    {
        using var deadline = new CancellationTokenSource(options.SignIn.Timeout, time);
        using var either = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken, deadline.Token);
        message.Headers.TryAddWithoutValidation("Accept-Encoding", "identity");
        message.VersionPolicy = HttpVersionPolicy.RequestVersionOrLower;
        try
        {
            using var answer = await network.SendAsync(message, either.Token).ConfigureAwait(false);
            LastDate = answer.Headers.Date;
            using var body = await ReplyBody.ReadAsync(answer, MaxBytes, either.Token).ConfigureAwait(false);
            var status = (int)answer.StatusCode;
            if (body is null)
                return (status, [], new TokenFailure(new Failure(FailureCode.Unavailable, "SignIn", $"an answer of at most {MaxBytes} bytes, not packed", status), true));
            if (status is >= 300 and <= 399)
                return (status, [], new TokenFailure(new Failure(FailureCode.Unavailable, "SignIn", "an answer from the address itself; redirects are not followed", status), true));
            if (status is 408 or 429 or >= 500)
            {
                var wait = RetryAfter.Read(Header(answer, "Retry-After"), time.GetUtcNow(), options.RetryAfterCap);
                return (status, [], new TokenFailure(new Failure(FailureCode.Unavailable, "SignIn", null, status), true, wait));
            }
            return (status, body.WrittenMemory.ToArray(), null);
        }
        catch (OperationCanceledException) when (!cancellationToken.IsCancellationRequested)
        {
            return (0, [], new TokenFailure(new Failure(FailureCode.Unavailable, "SignIn:Timeout", $"an answer within {options.SignIn.Timeout}"), true));
        }
        // A new connection that was reset already throws the socket's own exception.
        catch (Exception failure) when (failure is HttpRequestException or IOException or SocketException)
        {
            return (0, [], new TokenFailure(NetworkFailure.Of(failure) ?? new Failure(FailureCode.Unavailable, "SignIn", "an answer from the token server"), false));
        }
    }

    private static string? Header(HttpResponseMessage answer, string name) =>
        answer.Headers.TryGetValues(name, out var values) ? values.FirstOrDefault() : null;
}
