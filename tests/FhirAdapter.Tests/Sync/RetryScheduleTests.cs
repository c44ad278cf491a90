using CsCheck;
using FhirAdapter.Sync;

namespace FhirAdapter.Tests.Sync;

public sealed class RetryScheduleTests
{
    private static readonly DeliveryOptions Options = new()
    {
        MaxAttempts = 6, LeastDelay = TimeSpan.FromSeconds(1), FirstDelay = TimeSpan.FromSeconds(4), MaxDelay = TimeSpan.FromSeconds(20),
    };

    [Theory]
    [InlineData(1, 4)]
    [InlineData(2, 8)]
    [InlineData(3, 16)]
    [InlineData(4, 20)]
    [InlineData(5, 20)]
    public void The_longest_wait_doubles_up_to_the_cap(int attempts, int seconds) =>
        Assert.Equal(TimeSpan.FromSeconds(seconds), new RetrySchedule(Options, () => 1.0).Next(attempts, null));

    [Fact]
    public void The_shortest_wait_is_the_least_delay() =>
        Assert.Equal(Options.LeastDelay, new RetrySchedule(Options, () => 0.0).Next(5, null));

    [Fact]
    public void After_the_last_attempt_there_is_none() =>
        Assert.Null(new RetrySchedule(Options, () => 0.5).Next(6, TimeSpan.FromHours(1)));

    [Fact]
    public void What_the_server_asked_for_is_never_undercut() =>
        Gen.Select(Gen.Int[1, 5], Gen.Double[0, 1], Gen.Int[0, 100_000]).Sample((attempts, random, asked) =>
            new RetrySchedule(Options, () => random).Next(attempts, TimeSpan.FromSeconds(asked)) >= TimeSpan.FromSeconds(asked));

    [Fact]
    public void A_wait_stays_between_the_least_delay_and_the_cap_when_the_server_asks_for_nothing() =>
        Gen.Select(Gen.Int[1, 5], Gen.Double[0, 1]).Sample((attempts, random) =>
        {
            var wait = new RetrySchedule(Options, () => random).Next(attempts, null);
            return wait >= Options.LeastDelay && wait <= Options.MaxDelay;
        });

    [Fact]
    public void By_default_an_outage_of_a_weekend_parks_nothing()
    {
        var random = new Random(7);
        var schedule = new RetrySchedule(new DeliveryOptions(), random.NextDouble);
        var waited = TimeSpan.Zero;
        for (var attempts = 1; schedule.Next(attempts, null) is { } wait; attempts++)
            waited += wait;

        Assert.InRange(waited, TimeSpan.FromHours(60), TimeSpan.FromHours(90));
    }

    [Theory]
    [InlineData(0, 4)]
    [InlineData(3, 4)]
    [InlineData(12, 12)]
    [InlineData(3600, 20)]
    public void What_used_no_attempt_waits_as_long_as_it_was_put_off_at_most_up_to_the_cap(int putOff, int seconds) =>
        Assert.Equal(TimeSpan.FromSeconds(seconds), new RetrySchedule(Options, () => 1.0).Again(0, TimeSpan.FromSeconds(putOff), null));

    [Fact]
    public void What_used_no_attempt_waits_again_though_all_attempts_are_used_and_never_less_than_asked()
    {
        var schedule = new RetrySchedule(Options, () => 0.5);

        Assert.Equal(TimeSpan.FromSeconds(10), schedule.Again(99, TimeSpan.Zero, null));
        Assert.Equal(TimeSpan.FromSeconds(60.5), schedule.Again(0, TimeSpan.Zero, TimeSpan.FromSeconds(60)));
    }

    [Fact]
    public void A_huge_number_of_attempts_does_not_overflow() =>
        Assert.Equal(
            TimeSpan.FromDays(7),
            new RetrySchedule(new DeliveryOptions { MaxAttempts = 1000, MaxDelay = TimeSpan.FromDays(7) }, () => 1.0).Next(999, null));
}
