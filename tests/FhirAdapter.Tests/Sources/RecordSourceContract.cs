using FhirAdapter.Sources;

namespace FhirAdapter.Tests.Sources;

/// <summary>What every source of records owes. A new kind of source inherits it and says how records are offered and how it starts anew.</summary>
public abstract class RecordSourceContract
{
    private static readonly TimeSpan Bound = TimeSpan.FromSeconds(30);

    private readonly CollectingLedger _ledger = new();

    /// <summary>Puts records of these ids where the source finds them, enough for several batches where there are several ids.</summary>
    internal abstract void Offer(IReadOnlyList<string> ids);

    /// <summary>Puts something there that is no record.</summary>
    internal abstract void OfferRubbish();

    /// <summary>Starts a source on what is there, as after a restart of the process; its batches hold two records at most.</summary>
    internal abstract IRecordSource Start();

    [Fact]
    public async Task Every_record_is_given_in_the_order_it_was_offered()
    {
        Offer(["a", "b", "c", "d", "e"]);
        await DrainAsync();
        Assert.Equal(["a", "b", "c", "d", "e"], _ledger.Effects);
    }

    [Fact]
    public async Task What_is_not_acknowledged_is_handed_out_again_before_anything_else()
    {
        Offer(["a", "b", "c"]);
        await using var batches = Start().ReadAsync(once: true, CancellationToken.None).GetAsyncEnumerator();
        Assert.True(await batches.MoveNextAsync());
        var first = Ids(batches.Current);
        Assert.True(await batches.MoveNextAsync());
        Assert.Equal(first, Ids(batches.Current));
        await _ledger.TakeAsync(batches.Current);
        Assert.True(await batches.MoveNextAsync());
        Assert.Equal(["c"], Ids(batches.Current));
    }

    [Fact]
    public async Task What_was_acknowledged_to_the_end_is_not_given_after_a_restart()
    {
        Offer(["a", "b", "c"]);
        await DrainAsync();
        Assert.Equal(0, await DrainAsync());
    }

    [Fact]
    public async Task What_is_offered_later_is_given_later()
    {
        Offer(["a"]);
        await DrainAsync();
        Offer(["b"]);
        await DrainAsync();
        Assert.Equal(["a", "b"], _ledger.Effects);
    }

    [Fact]
    public async Task It_ends_when_nothing_is_there_and_waiting_was_not_asked_for() => Assert.Equal(0, await DrainAsync());

    [Fact]
    public async Task Without_being_told_to_end_it_waits_until_it_is_cancelled()
    {
        using var stopping = new CancellationTokenSource();
        await using var batches = Start().ReadAsync(once: false, stopping.Token).GetAsyncEnumerator(CancellationToken.None);
        var next = batches.MoveNextAsync().AsTask();
        Assert.False(next.IsCompleted);
        await stopping.CancelAsync();
        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => next.WaitAsync(Bound));
    }

    [Fact]
    public async Task Cancelled_between_batches_it_gives_no_more()
    {
        Offer(["a", "b", "c", "d"]);
        using var stopping = new CancellationTokenSource();
        await using var batches = Start().ReadAsync(once: true, stopping.Token).GetAsyncEnumerator(CancellationToken.None);
        Assert.True(await batches.MoveNextAsync());
        await _ledger.TakeAsync(batches.Current);
        await stopping.CancelAsync();
        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => batches.MoveNextAsync().AsTask().WaitAsync(Bound));
        await DrainAsync();
        Assert.Equal(["a", "b", "c", "d"], _ledger.Effects);
    }

    [Theory]
    [InlineData(0, false)]
    [InlineData(0, true)]
    [InlineData(1, false)]
    [InlineData(1, true)]
    [InlineData(2, false)]
    [InlineData(2, true)]
    public async Task A_crash_at_any_batch_neither_loses_a_record_nor_gives_one_twice_with_effect(int atBatch, bool afterCommit)
    {
        Offer(["a", "b", "c", "d", "e"]);
        await using (var batches = Start().ReadAsync(once: true, CancellationToken.None).GetAsyncEnumerator())
        {
            for (var i = 0; i <= atBatch; i++)
            {
                Assert.True(await batches.MoveNextAsync());
                if (i < atBatch)
                    await _ledger.TakeAsync(batches.Current);
                else if (afterCommit)
                    _ledger.Append(batches.Current);
            }
        }

        await DrainAsync();
        Assert.Equal(["a", "b", "c", "d", "e"], _ledger.Effects);
        Assert.Equal(0, await DrainAsync());
    }

    [Fact]
    public async Task What_is_no_record_is_counted_and_the_good_ones_go_on()
    {
        Offer(["a"]);
        OfferRubbish();
        Offer(["b"]);
        var refused = 0;
        await foreach (var batch in Start().ReadAsync(once: true, CancellationToken.None))
        {
            refused += batch.Refused;
            await _ledger.TakeAsync(batch);
        }

        Assert.Equal(1, refused);
        Assert.Equal(["a", "b"], _ledger.Effects);
    }

    [Fact]
    public async Task An_acknowledgement_that_does_not_speak_of_every_record_is_a_bug()
    {
        Offer(["a", "b"]);
        await using var batches = Start().ReadAsync(once: true, CancellationToken.None).GetAsyncEnumerator();
        Assert.True(await batches.MoveNextAsync());
        await Assert.ThrowsAsync<ArgumentException>(() => batches.Current.AcknowledgeAsync([], CancellationToken.None));
    }

    private static string[] Ids(SourceBatch batch) => [.. batch.Records.Select(good => good.Record.Id!)];

    private async Task<int> DrainAsync()
    {
        var given = 0;
        await foreach (var batch in Start().ReadAsync(once: true, CancellationToken.None))
        {
            given += batch.Records.Count;
            await _ledger.TakeAsync(batch);
        }

        return given;
    }
}
