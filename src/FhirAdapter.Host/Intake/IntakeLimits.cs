using System.Net;
using System.Threading.RateLimiting;
using FhirAdapter.Host.Http;
using FhirAdapter.Sources;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.RateLimiting;

namespace FhirAdapter.Host.Intake;

/// <summary>How often a client address may ask, and how many requests are worked on at once. Health is never limited.</summary>
internal static class IntakeLimits
{
    public const string Policy = "records";

    private static readonly TimeSpan Busy = TimeSpan.FromSeconds(2);

    public static void Set(RateLimiterOptions limiter, IntakeOptions options)
    {
        var atOnce = options.RequestsPerMinute / 4;
        limiter.AddPolicy(Policy, context => RateLimitPartition.GetTokenBucketLimiter(
            context.Connection.RemoteIpAddress ?? IPAddress.None,
            _ => new TokenBucketRateLimiterOptions
            {
                TokenLimit = atOnce,
                TokensPerPeriod = atOnce,
                ReplenishmentPeriod = TimeSpan.FromSeconds(15),
                QueueLimit = 0,
            }));
        limiter.GlobalLimiter = PartitionedRateLimiter.Create<HttpContext, bool>(context =>
            context.GetEndpoint()?.Metadata.GetMetadata<EnableRateLimitingAttribute>() is null
                ? RateLimitPartition.GetNoLimiter(false)
                : RateLimitPartition.GetConcurrencyLimiter(true, _ => new ConcurrencyLimiterOptions
                {
                    PermitLimit = options.MaxConcurrentRequests,
                    QueueLimit = options.MaxConcurrentRequests * 2,
                    QueueProcessingOrder = QueueProcessingOrder.OldestFirst,
                }));
        limiter.OnRejected = RejectAsync;
    }

    // Only the limit of requests in a minute knows when there is room again.
    private static async ValueTask RejectAsync(OnRejectedContext rejected, CancellationToken cancellationToken)
    {
        var often = rejected.Lease.TryGetMetadata(MetadataName.RetryAfter, out var wait);
        Problems.RetryAfter(rejected.HttpContext.Response, often ? wait : Busy);
        var problem = often
            ? Problems.Of(StatusCodes.Status429TooManyRequests, "too-many-requests", "Send more records in each request, or wait as Retry-After says.")
            : Problems.Of(StatusCodes.Status503ServiceUnavailable, "busy", "Too many requests at once. Send it again after the seconds of Retry-After.");
        await problem.ExecuteAsync(rejected.HttpContext);
    }
}
