using FhirAdapter.Destinations.FhirServers.Exchanges;
using FhirAdapter.Destinations.FhirServers.Http;

namespace FhirAdapter.Tests.Destinations.FhirServers.Exchanges;

public sealed class StopTests
{
    private static readonly TimeSpan Pause = TimeSpan.FromMinutes(15);

    [Fact]
    public void What_never_left_uses_no_attempt() => Assert.All(
        [ReplyKind.CircuitOpen, ReplyKind.NotSent, ReplyKind.Withheld, ReplyKind.LeaseOver],
        kind => Assert.False(Stop.Of(new FhirReply(kind), Pause)!.UsesAttempt));

    [Theory]
    [InlineData(429)]
    [InlineData(503)]
    public void A_server_that_says_when_to_come_back_uses_no_attempt_and_is_taken_at_its_word(int status)
    {
        var stop = Stop.Of(new FhirReply(ReplyKind.Answered, status) { RetryAfter = TimeSpan.FromSeconds(7) }, Pause)!;

        Assert.Equal((TimeSpan.FromSeconds(7), false), (stop.NotBefore!.Value, stop.UsesAttempt));
    }

    [Theory]
    [InlineData(408)]
    [InlineData(425)]
    [InlineData(429)]
    [InlineData(502)]
    [InlineData(503)]
    [InlineData(504)]
    public void A_server_that_does_not_say_when_uses_an_attempt(int status) =>
        Assert.True(Stop.Of(new FhirReply(ReplyKind.Answered, status), Pause)!.UsesAttempt);

    [Theory]
    [InlineData(401)]
    [InlineData(302)]
    public void What_only_the_settings_or_the_operator_can_mend_waits_for_long_and_uses_no_attempt(int status)
    {
        var stop = Stop.Of(new FhirReply(ReplyKind.Answered, status), Pause)!;

        Assert.Equal((Pause, false), (stop.NotBefore!.Value, stop.UsesAttempt));
    }

    [Fact]
    public void What_may_have_been_carried_out_or_was_answered_stops_nothing() =>
        Assert.All([new FhirReply(ReplyKind.Unknown), new FhirReply(ReplyKind.Answered, 201), new FhirReply(ReplyKind.Answered, 422)],
            reply => Assert.Null(Stop.Of(reply, Pause)));
}
