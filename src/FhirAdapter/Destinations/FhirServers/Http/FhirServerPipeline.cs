using Polly;
using Polly.CircuitBreaker;
using Polly.Retry;
using Polly.Timeout;

namespace FhirAdapter.Destinations.FhirServers.Http;

/// <summary>Composes what stands between a request and the network, outermost first: total timeout, retry, breaker, concurrency, attempt timeout.</summary>
internal static class FhirServerPipeline
{
    /// <summary>A longer <c>Retry-After</c> is not waited for here but goes back to the ledger.</summary>
    public static readonly TimeSpan LongestWait = TimeSpan.FromSeconds(2);

    public static readonly ResiliencePropertyKey<FhirRequest> Request = new("request");

    public static ResiliencePipeline<FhirReply> Build(FhirServerOptions options, TimeProvider time, AdaptiveConcurrency limit)
    {
        var turns = new Turns(limit);
        var builder = new ResiliencePipelineBuilder<FhirReply> { TimeProvider = time };
        builder.AddTimeout(options.TotalTimeout);
        if (options.QuickRetries > 0)
            builder.AddRetry(Retry(options));
        return builder
            .AddCircuitBreaker(Breaker(options.CircuitBreaker))
            .AddStrategy(_ => new ConcurrencyLimit(turns, limit, time), new ConcurrencyLimitOptions())
            .AddTimeout(options.AttemptTimeout)
            .Build();
    }

    private static RetryStrategyOptions<FhirReply> Retry(FhirServerOptions options) => new()
    {
        MaxRetryAttempts = options.QuickRetries,
        BackoffType = DelayBackoffType.Exponential,
        Delay = TimeSpan.FromMilliseconds(200),
        MaxDelay = LongestWait,
        UseJitter = true,
        ShouldHandle = static arguments => ValueTask.FromResult(
            arguments.Context.Properties.TryGetValue(Request, out var request)
            && (request.Repeatable || arguments.Outcome.Result?.Kind == ReplyKind.NotSent)
            && (arguments.Outcome.Exception is TimeoutRejectedException || (arguments.Outcome.Result is { } reply && IsPassing(reply)))),
        DelayGenerator = static arguments => ValueTask.FromResult(arguments.Outcome.Result?.RetryAfter),
    };

    private static CircuitBreakerStrategyOptions<FhirReply> Breaker(FhirServerBreakerOptions options) => new()
    {
        FailureRatio = options.FailureRatio,
        MinimumThroughput = options.MinimumThroughput,
        SamplingDuration = options.Sampling,
        BreakDuration = options.Break,
        ShouldHandle = static arguments => ValueTask.FromResult(
            arguments.Outcome.Exception is TimeoutRejectedException || (arguments.Outcome.Result is { } reply && IsBroken(reply))),
    };

    private static bool IsPassing(FhirReply reply) =>
        reply.Kind is ReplyKind.NotSent or ReplyKind.Unknown
        || (reply.Status is 408 or 425 or 429 or 502 or 503 or 504 && !(reply.RetryAfter > LongestWait));

    private static bool IsBroken(FhirReply reply) =>
        reply.Kind is ReplyKind.NotSent or ReplyKind.Unknown || reply.Status is 500 or 502 or 503 or 504;

    private sealed class ConcurrencyLimitOptions : ResilienceStrategyOptions;
}
