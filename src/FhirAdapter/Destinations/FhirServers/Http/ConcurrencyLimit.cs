using Polly;

namespace FhirAdapter.Destinations.FhirServers.Http;

/// <summary>Lets so many requests be under way at once; the others wait for their turn, within the total timeout.</summary>
internal sealed class ConcurrencyLimit(SemaphoreSlim turns) : ResilienceStrategy<FhirReply>
{
    protected override async ValueTask<Outcome<FhirReply>> ExecuteCore<TState>(
        Func<ResilienceContext, TState, ValueTask<Outcome<FhirReply>>> callback, ResilienceContext context, TState state)
    {
        try
        {
            await turns.WaitAsync(context.CancellationToken).ConfigureAwait(context.ContinueOnCapturedContext);
        }
        catch (OperationCanceledException cancelled)
        {
            return Outcome.FromException<FhirReply>(cancelled);
        }
        try
        {
            return await callback(context, state).ConfigureAwait(context.ContinueOnCapturedContext);
        }
        finally
        {
            turns.Release();
        }
    }
}
