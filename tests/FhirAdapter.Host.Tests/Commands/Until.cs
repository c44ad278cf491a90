namespace FhirAdapter.Host.Tests.Commands;

/// <summary>Waits for a condition that another process brings about, and fails when it does not come.</summary>
internal static class Until
{
    public static async Task TrueAsync(Func<bool> condition, TimeSpan limit, string what)
    {
        using var ended = new CancellationTokenSource(limit);
        using var timer = new PeriodicTimer(TimeSpan.FromMilliseconds(20));
        while (!condition())
        {
            try
            {
                await timer.WaitForNextTickAsync(ended.Token);
            }
            catch (OperationCanceledException)
            {
                Assert.Fail($"After {limit} still not: {what}");
            }
        }
    }
}
