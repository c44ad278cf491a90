using FhirAdapter.Destinations.FhirServers.Drift;
using FhirAdapter.Destinations.FhirServers.SignIn.Tokens;
using FhirAdapter.Failures;
using Microsoft.Extensions.Logging;

namespace FhirAdapter.Destinations.FhirServers.SignIn;

/// <summary>
/// Keeps one destination's token, in memory alone. However many wait for it, it is asked for once; it is renewed at 80 % of its life while it
/// goes on being used; after a 401 one other is asked for, and when that is refused too the destination stops for a pause that doubles.
/// </summary>
/// <param name="destination">The destination's name, for the log.</param>
/// <param name="options">What the operator set.</param>
/// <param name="leastInterval">The least time between two requests for a token.</param>
/// <param name="client">Asks for tokens.</param>
/// <param name="time">The clock.</param>
/// <param name="logger">Gets names of settings and scopes, never a token.</param>
internal sealed class TokenSignIn(string destination, FhirServerOptions options, TimeSpan leastInterval, TokenClient client, TimeProvider time, ILogger logger) : ISignIn
{
    private static readonly Failure Refused = new(
        FailureCode.Unauthorized, "SignIn", "a token that the server takes; it refused one that had just been given out for it", 401);

    private static readonly Failure RefusedEarly = Refused with
    {
        Expected = "a token that the server takes; another is asked for when SignIn:LeastInterval is over",
    };

    private readonly Lock gate = new();
    private readonly CancellationTokenSource stopping = new();
    private readonly SignInPause pause = new(leastInterval, options.RetryAfterCap, time);
    private AccessToken? current;
    private Task<SignInAnswer>? asking;
    private long lastAskedAt;
    private string told = "";

    /// <summary>Whether the last request was answered 401: then the next token is the last chance until something is accepted again.</summary>
    private volatile bool isDoubted;

    public async ValueTask<SignInAnswer> GetAsync(CancellationToken cancellationToken)
    {
        Task<SignInAnswer> answer;
        lock (gate)
        {
            if (current is { } token && time.GetElapsedTime(token.AskedAt) is var age && age < token.UsableFor)
            {
                if (age >= token.RenewAfter && asking is null && pause.Left is null)
                    Ask();
                return SignInAnswer.Of(token.Credentials);
            }
            if (asking is null)
            {
                if (pause.Left is { } left)
                    return SignInAnswer.Of(pause.Failure!, left);
                Ask();
            }
            answer = asking!;
        }
        return await answer.WaitAsync(cancellationToken).ConfigureAwait(false);
    }

    public ValueTask<SignInAnswer> RefusedAsync(Credentials credentials, CancellationToken cancellationToken)
    {
        lock (gate)
        {
            // Where another request was quicker to find out, what it brought about is for all.
            if (ReferenceEquals(current?.Credentials, credentials))
                Doubt();
        }
        return GetAsync(cancellationToken);
    }

    public void Accepted(Credentials credentials)
    {
        if (!isDoubted)
            return;
        lock (gate)
        {
            if (!ReferenceEquals(current?.Credentials, credentials))
                return;
            isDoubted = false;
            pause.Clear();
        }
    }

    public async Task<SignInFindings> DescribeAsync(CancellationToken cancellationToken)
    {
        var answer = await GetAsync(cancellationToken).ConfigureAwait(false);
        return TokenFindings.Write(client, answer, current, options.SignIn);
    }

    public IReadOnlyList<string>? Told
    {
        get
        {
            lock (gate)
                return current is null ? null : SignInAbilities.Of(client.Endpoint.Configuration, current.Granted);
        }
    }

    public async ValueTask DisposeAsync()
    {
        await stopping.CancelAsync().ConfigureAwait(false);
        if (asking is Task last)
            await last.ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
        stopping.Dispose();
    }

    private void Doubt()
    {
        current = null;
        var sinceAsked = time.GetElapsedTime(lastAskedAt);
        if (isDoubted)
            Stop(new TokenFailure(Refused, true));
        else if (sinceAsked < leastInterval)
            pause.Until(RefusedEarly, leastInterval - sinceAsked);
        isDoubted = true;
    }

    private void Ask()
    {
        lastAskedAt = time.GetTimestamp();
        asking = Task.Run(AskAsync, CancellationToken.None);
    }

    private async Task<SignInAnswer> AskAsync()
    {
        try
        {
            var (token, failure) = await client.AskAsync(stopping.Token).ConfigureAwait(false);
            lock (gate)
            {
                if (token is not null)
                {
                    current = token;
                    if (!isDoubted)
                        pause.Clear();
                    SignInLog.SignedIn(logger, destination, token.Life);
                    TellMissing(token);
                    return SignInAnswer.Of(token.Credentials);
                }
                Stop(failure!);
                return SignInAnswer.Of(failure!.Failure, pause.Left);
            }
        }
        finally
        {
            lock (gate)
                asking = null;
        }
    }

    // Each renewal would say the same again.
    private void TellMissing(AccessToken token)
    {
        var missing = string.Join(' ', ScopeComparison.Missing(client.Asked.Wished, token.Granted));
        if (missing.Length > 0 && missing != told)
            SignInLog.ScopesMissing(logger, destination, missing);
        told = missing;
    }

    private void Stop(TokenFailure failure)
    {
        pause.Lengthen(failure);
        var (code, path, expected, status) = failure.Failure;
        SignInLog.Failed(logger, destination, code, path, expected, status, TimeSpan.FromSeconds(Math.Ceiling(pause.Left?.TotalSeconds ?? 0)));
    }
}
