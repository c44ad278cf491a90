using FhirAdapter.Destinations.FhirServers.Http;

namespace FhirAdapter.Tests.Destinations.FhirServers.Http;

public sealed class TurnsTests
{
    private readonly AdaptiveConcurrency limit = new(2);

    [Fact]
    public async Task As_many_as_allowed_go_and_the_next_one_waits_for_the_first_to_end()
    {
        var turns = new Turns(limit);
        Assert.Equal(1, await turns.WaitAsync(CancellationToken.None));
        Assert.Equal(2, await turns.WaitAsync(CancellationToken.None));
        var third = turns.WaitAsync(CancellationToken.None).AsTask();
        Assert.False(third.IsCompleted);

        turns.Release();

        Assert.Equal(2, await third);
    }

    [Fact]
    public async Task One_that_gives_up_waiting_takes_nobodys_turn()
    {
        var turns = new Turns(limit);
        await turns.WaitAsync(CancellationToken.None);
        await turns.WaitAsync(CancellationToken.None);
        using var impatience = new CancellationTokenSource();
        var impatient = turns.WaitAsync(impatience.Token).AsTask();
        var patient = turns.WaitAsync(CancellationToken.None).AsTask();
        await impatience.CancelAsync();
        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => impatient);

        turns.Release();

        Assert.Equal(2, await patient);
    }

    [Fact]
    public async Task Fewer_go_after_the_limit_fell()
    {
        var turns = new Turns(limit);
        await turns.WaitAsync(CancellationToken.None);
        await turns.WaitAsync(CancellationToken.None);
        var third = turns.WaitAsync(CancellationToken.None).AsTask();
        limit.Refused(limit.Sent(2));

        turns.Release();
        Assert.False(third.IsCompleted);
        turns.Release();

        Assert.Equal(1, await third);
    }
}
