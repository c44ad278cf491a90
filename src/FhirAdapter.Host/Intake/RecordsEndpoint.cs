using FhirAdapter.Host.Http;
using FhirAdapter.Host.Telemetry;
using FhirAdapter.Outbox;
using FhirAdapter.Sources;
using FhirAdapter.Configuration;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;
using Microsoft.Extensions.Logging;

namespace FhirAdapter.Host.Intake;

/// <summary><c>POST /records</c>: takes one record or many, and answers 202 only when they are in the ledger.</summary>
internal sealed class RecordsEndpoint(IRecordIntake intake, FhirAdapterOptions options, TimeProvider time, ILogger<RecordsEndpoint> logger)
{
    public const string Path = "/records";

    private static readonly TimeSpan LedgerPause = TimeSpan.FromSeconds(10);

    public static void Map(IEndpointRouteBuilder routes) =>
        routes.MapPost(Path, (HttpContext context, RecordsEndpoint endpoint) => endpoint.TakeAsync(context)).RequireRateLimiting(IntakeLimits.Policy);

    private async Task<IResult> TakeAsync(HttpContext context)
    {
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
            HttpLog.Unavailable(logger, unavailable.Cause.ToString());
            Problems.RetryAfter(context.Response, LedgerPause);
            return Problems.Of(StatusCodes.Status503ServiceUnavailable, "ledger-unavailable",
                "The ledger cannot take records now and nothing of the request was taken. Send it again after the seconds of Retry-After.");
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
            Problems.RetryAfter(context.Response, LedgerPause);
            return Problems.Of(StatusCodes.Status503ServiceUnavailable, "timed-out",
                "The request took too long and nothing of it was taken. Send it again, with fewer records or over a quicker line.");
        }
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
