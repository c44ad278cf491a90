using FhirAdapter.Destinations.FhirServers.Http;

namespace FhirAdapter.Tests.Destinations.FhirServers.Http;

public sealed class AdaptiveConcurrencyTests
{
    private static readonly TimeSpan Usual = TimeSpan.FromMilliseconds(100);

    private readonly AdaptiveConcurrency limit = new(32);

    [Fact]
    public void It_grows_by_one_while_all_that_is_allowed_is_used()
    {
        Assert.Equal(4, limit.Current);
        Answer(16, Usual, isFull: true);
        Assert.Equal(5, limit.Current);
        Answer(16, Usual, isFull: true);
        Assert.Equal(6, limit.Current);
    }

    [Fact]
    public void It_stays_where_less_than_allowed_is_asked_for()
    {
        Answer(200, Usual, isFull: false);

        Assert.Equal(4, limit.Current);
    }

    [Fact]
    public void It_never_passes_what_the_operator_allows()
    {
        Answer(10_000, Usual, isFull: true);

        Assert.Equal(32, limit.Current);
        Assert.Equal(2, new AdaptiveConcurrency(2).Current);
    }

    [Fact]
    public void It_halves_at_a_refusal_and_once_only_for_all_that_was_under_way()
    {
        Answer(1_000, Usual, isFull: true);
        var sent = Enumerable.Range(0, 8).Select(_ => limit.Sent(32)).ToList();

        sent.ForEach(limit.Refused);
        Assert.Equal(16, limit.Current);

        limit.Refused(limit.Sent(1));
        Assert.Equal(8, limit.Current);
    }

    [Fact]
    public void It_never_falls_below_one_request()
    {
        for (var i = 0; i < 20; i++)
            limit.Refused(limit.Sent(1));

        Assert.Equal(1, limit.Current);
    }

    [Fact]
    public void It_falls_when_answers_take_clearly_longer_than_they_did()
    {
        Answer(1_600, Usual, isFull: true);

        Answer(16, Usual * 10, isFull: true);

        Assert.Equal(28, limit.Current);
    }

    [Fact]
    public void A_large_request_that_takes_longer_than_small_ones_is_not_slow()
    {
        for (var i = 0; i < 500; i++)
        {
            limit.Answered(limit.Sent(32), 100, Usual);
            limit.Answered(limit.Sent(32), 4_000_000, Usual * 20);
        }

        Assert.Equal(32, limit.Current);
    }

    private void Answer(int times, TimeSpan took, bool isFull)
    {
        for (var i = 0; i < times; i++)
            limit.Answered(limit.Sent(isFull ? 64 : 1), 1_000, took);
    }
}
