using Polly;
using Polly.Timeout;

namespace FhirAdapter.Destinations.FhirServers.Http;

/// <summary>Lets so many requests be under way at once as the server was seen to stand; the others wait for their turn, within the total timeout.</summary>
internal sealed class ConcurrencyLimit(Turns turns, AdaptiveConcurrency limit, TimeProvider time) : ResilienceStrategy<FhirReply>
{
    protected override async ValueTask<Outcome<FhirReply>> ExecuteCore<TState>(
        Func<ResilienceContext, TState, ValueTask<Outcome<FhirReply>>> callback, ResilienceContext context, TState state)
    {
        int underWay;
        try
        {
            underWay = await turns.WaitAsync(context.CancellationToken).ConfigureAwait(context.ContinueOnCapturedContext);
        }
        catch (OperationCanceledException cancelled)
        {
            return Outcome.FromException<FhirReply>(cancelled);
        }
        try
        {
            var sent = limit.Sent(underWay);
            var started = time.GetTimestamp();
            var outcome = await callback(context, state).ConfigureAwait(context.ContinueOnCapturedContext);
            if (outcome.Exception is TimeoutRejectedException || outcome.Result is { Kind: ReplyKind.Answered, Status: 429 or 503 })
                limit.Refused(sent);
            else if (outcome.Result is { Kind: ReplyKind.Answered } && context.Properties.TryGetValue(FhirServerPipeline.Request, out var request))
                limit.Answered(sent, request.Body.Length, time.GetElapsedTime(started));
            return outcome;
        }
        finally
        {
            turns.Release();
        }
    }
}
