using FhirAdapter.Host.Telemetry;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.Logging;

namespace FhirAdapter.Host.Http;

/// <summary>What holds for every answer: it is not cached nor guessed at, and a fault of the adapter tells nothing of the request.</summary>
internal sealed class OuterMiddleware(RequestDelegate next, ILogger<OuterMiddleware> logger)
{
    public async Task InvokeAsync(HttpContext context)
    {
        context.Response.OnStarting(static response =>
        {
            var headers = ((HttpResponse)response).Headers;
            // What says itself how long it may be kept, such as the public keys, is left to.
            if (headers.CacheControl.Count == 0)
                headers.CacheControl = "no-store";
            headers.XContentTypeOptions = "nosniff";
            return Task.CompletedTask;
        }, context.Response);
        try
        {
            await next(context);
        }
        catch (OperationCanceledException) when (context.RequestAborted.IsCancellationRequested)
        {
            // The caller has gone; there is nobody to answer.
            context.Abort();
        }
        catch (BadHttpRequestException exception) when (!context.Response.HasStarted)
        {
            await Problems.Of(exception.StatusCode, "request", "The request is not one of HTTP, or was cut off.").ExecuteAsync(context);
        }
        catch (Exception exception)
        {
            // Only the type: the text may hold what the request held, and the server below logs whatever it sees.
            HttpLog.Failed(logger, exception.GetType().Name);
            if (context.Response.HasStarted)
                context.Abort();
            else
                await Problems.Of(StatusCodes.Status500InternalServerError, "internal", "A fault of the adapter. Send the request again; what was taken is known.")
                    .ExecuteAsync(context);
        }
    }
}
