using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.AspNetCore.Routing;

namespace FhirAdapter.Host.Health;

/// <summary>
/// <c>GET /health/live</c> and <c>GET /health/ready</c>, for probes: 200 or 503. They are open, and tell codes only; what is the matter and how to
/// mend it is told to a caller with a key.
/// </summary>
internal static class HealthEndpoints
{
    public const string Live = "/health/live";
    public const string Ready = "/health/ready";

    public static void Map(IEndpointRouteBuilder routes)
    {
        routes.MapGet(Live, (ReadinessView view) => Answer(view.IsAlive, new { status = view.IsAlive ? "alive" : "dead" })).AllowAnonymous();
        routes.MapGet(Ready, ReadyAsync).AllowAnonymous();
    }

    private static async Task<JsonHttpResult<object>> ReadyAsync(HttpContext context, ReadinessView view)
    {
        var readiness = await view.LookAsync(context.RequestAborted);
        var status = readiness.IsReady ? "ready" : "not-ready";
        return context.User.Identity?.IsAuthenticated == true
            ? Answer(readiness.IsReady, new { status, readiness.Findings })
            : Answer(readiness.IsReady, new { status, codes = readiness.Findings.Select(finding => finding.Code).Distinct() });
    }

    private static JsonHttpResult<object> Answer(bool good, object body) =>
        TypedResults.Json<object>(body, statusCode: good ? StatusCodes.Status200OK : StatusCodes.Status503ServiceUnavailable);
}
