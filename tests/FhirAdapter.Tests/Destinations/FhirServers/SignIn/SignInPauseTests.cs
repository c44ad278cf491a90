using FhirAdapter.Destinations.FhirServers.SignIn;
using FhirAdapter.Destinations.FhirServers.SignIn.Tokens;
using FhirAdapter.Failures;
using Microsoft.Extensions.Time.Testing;

namespace FhirAdapter.Tests.Destinations.FhirServers.SignIn;

public sealed class SignInPauseTests
{
    private static readonly Failure Why = new(FailureCode.Unavailable);

    private readonly FakeTimeProvider time = new();

    [Fact]
    public void It_doubles_from_the_least_interval_to_the_cap_and_begins_anew_after_success()
    {
        var pause = Pause(60);

        Assert.Equal([60, 120, 240, 480, 900, 900], Enumerable.Range(0, 6).Select(_ => Lengthened(pause, new TokenFailure(Why, true))));
        pause.Clear();
        Assert.Null(pause.Left);
        Assert.Equal(60, Lengthened(pause, new TokenFailure(Why, true)));
    }

    [Fact]
    public void A_server_that_was_not_reached_is_tried_again_sooner() =>
        Assert.Equal(5, Lengthened(Pause(60), new TokenFailure(Why, false)));

    [Fact]
    public void Even_without_a_least_interval_there_is_one() => Assert.Equal(1, Lengthened(Pause(0), new TokenFailure(Why, true)));

    [Fact]
    public void What_the_server_asks_for_is_not_undercut() =>
        Assert.Equal(300, Lengthened(Pause(60), new TokenFailure(Why, true, TimeSpan.FromSeconds(300))));

    [Fact]
    public void A_hundred_failures_in_a_row_stay_at_the_cap()
    {
        var pause = Pause(60);
        var pauses = Enumerable.Range(0, 100).Select(_ => Lengthened(pause, new TokenFailure(Why, true))).ToList();

        Assert.All(pauses.Skip(5), each => Assert.Equal(900, each));
    }

    [Fact]
    public void It_is_over_when_its_time_is()
    {
        var pause = Pause(60);
        pause.Lengthen(new TokenFailure(Why, true));
        time.Advance(TimeSpan.FromSeconds(59));
        Assert.Equal(TimeSpan.FromSeconds(1), pause.Left);
        time.Advance(TimeSpan.FromSeconds(1));
        Assert.Null(pause.Left);
    }

    private SignInPause Pause(int leastInterval) => new(TimeSpan.FromSeconds(leastInterval), TimeSpan.FromMinutes(15), time);

    private static double Lengthened(SignInPause pause, TokenFailure failure)
    {
        pause.Lengthen(failure);
        return pause.Left!.Value.TotalSeconds;
    }
}
