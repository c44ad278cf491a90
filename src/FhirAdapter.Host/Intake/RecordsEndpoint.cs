using FhirAdapter.Configuration;
using FhirAdapter.Host.Http;
using FhirAdapter.Host.Telemetry;
using FhirAdapter.Outbox;
using FhirAdapter.Sources;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.AspNetCore.Routing;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;

namespace FhirAdapter.Host.Intake;

/// <summary><c>POST /records</c>: takes one record or many, and answers 202 only when they are in the ledger.</summary>
internal sealed class RecordsEndpoint(
    IRecordIntake intake, FhirAdapterOptions options, IHostApplicationLifetime lifetime, TimeProvider time, ILogger<RecordsEndpoint> logger)
{
    public const string Path = "/records";

    private static readonly TimeSpan Pause = TimeSpan.FromSeconds(10);

    public static void Map(IEndpointRouteBuilder routes) =>
        routes.MapPost(Path, (HttpContext context, RecordsEndpoint endpoint) => endpoint.TakeAsync(context)).RequireRateLimiting(IntakeLimits.Policy);

    private async Task<IResult> TakeAsync(HttpContext context)
    {
        if (lifetime.ApplicationStopping.IsCancellationRequested)
            return Unavailable(context, "stopping", "The adapter is stopping");
        if (PushedForm.Of(context.Request) is not { } form)
        {
            context.Response.Headers["Accept-Post"] = PushedForm.Accepted;
            context.Response.Headers.AcceptEncoding = "identity";
            return Problems.Of(StatusCodes.Status415UnsupportedMediaType, "media-type",
                $"Send UTF-8 without compression as {PushedForm.Accepted}.");
        }

        var rule = PushedRule.Of(context.Request);
        using var limit = new CancellationTokenSource(options.Intake.RequestTimeout, time);
        using var either = CancellationTokenSource.CreateLinkedTokenSource(limit.Token, context.RequestAborted);
        try
        {
            var report = await intake.AcceptAsync(context.Request.Body, form, rule, either.Token);
            return Answer(context, rule, report);
        }
        catch (OutboxUnavailableException unavailable)
        {
            return unavailable.Cause switch
            {
                OutboxUnavailableCause.BacklogFull => Unavailable(context, "backlog-full", "Too much is undelivered"),
                OutboxUnavailableCause.LedgerFull => Unavailable(context, "ledger-full", "The ledger is at its bound"),
                OutboxUnavailableCause.DiskLow => Unavailable(context, "disk-low", "The ledger's disk is nearly full"),
                _ => Unavailable(context, "ledger-unavailable", "The ledger cannot be used now"),
            };
        }
        catch (BadHttpRequestException exception) when (exception.StatusCode == StatusCodes.Status413PayloadTooLarge)
        {
            return Problems.Of(StatusCodes.Status413PayloadTooLarge, "too-large",
                FormattableString.Invariant($"Send at most {options.Intake.MaxRequestBytes:#,##0} bytes in one request."));
        }
        catch (BadHttpRequestException exception)
        {
            return Problems.Of(exception.StatusCode, "body", "The body could not be read to its end; nothing of it was taken. Send it again.");
        }
        catch (OperationCanceledException) when (limit.IsCancellationRequested && !context.RequestAborted.IsCancellationRequested)
        {
            return Unavailable(context, "timed-out", "The request took too long");
        }
    }

    private ProblemHttpResult Unavailable(HttpContext context, string code, string detail)
    {
        HttpLog.Unavailable(logger, code);
        Problems.RetryAfter(context.Response, Pause);
        return Problems.Of(StatusCodes.Status503ServiceUnavailable, code,
            detail + "; nothing of the request was taken. Send it again after the seconds of Retry-After.");
    }

    private IResult Answer(HttpContext context, IntakeRule rule, IntakeReport report)
    {
        var result = IntakeAnswer.Of(report);
        HttpLog.Pushed(logger, report.Records.Count, ((IStatusCodeHttpResult)result).StatusCode!.Value);
        if (rule == IntakeRule.GoodOnes)
            context.Response.Headers["Preference-Applied"] = PushedRule.Lenient;
        return result;
    }
}
