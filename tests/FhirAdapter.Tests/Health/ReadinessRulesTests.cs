using FhirAdapter.Failures;
using FhirAdapter.Health;
using FhirAdapter.Outbox;

namespace FhirAdapter.Tests.Health;

public sealed class ReadinessRulesTests
{
    private static readonly DateTimeOffset Now = new(2026, 3, 29, 0, 59, 0, TimeSpan.Zero);
    private static readonly DestinationCounts Closed = new("east", 10, 5, 1, 2, 1, 1, Now.AddMinutes(-5), Now);

    [Fact]
    public void With_nothing_amiss_it_is_ready() => Assert.Empty(Codes(Well));

    [Fact]
    public void An_adapter_that_has_done_nothing_yet_is_ready() => Assert.Empty(Codes(new HealthFacts()));

    [Theory]
    [InlineData(19, false)]
    [InlineData(21, true)]
    public void A_loop_that_is_silent_beyond_the_allowance_is_stuck(int seconds, bool stuck) =>
        Assert.Equal(stuck ? ["loop-stuck east"] : [], Codes(Well with { Loops = [Loop(0), Loop(seconds)] }));

    [Fact]
    public void The_allowance_and_the_time_between_two_looks_are_within_30_seconds() =>
        Assert.True(ReadinessRules.Allowance + TimeSpan.FromSeconds(5) < TimeSpan.FromSeconds(30));

    [Fact]
    public void A_loop_whose_round_ended_in_a_fault_is_failing_and_its_type_is_told()
    {
        var found = Assert.Single(Judge(Well with { Loops = [Loop(0) with { Fault = "IOException" }] }).Findings);

        Assert.Equal((HealthCode.LoopFailing, "east"), (found.Code, found.Subject));
        Assert.Contains("IOException", found.Mend, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData(OutboxUnavailableCause.Damaged, "ledger-unavailable")]
    [InlineData(OutboxUnavailableCause.DiskFull, "ledger-unavailable")]
    [InlineData(OutboxUnavailableCause.DiskLow, "disk-low")]
    [InlineData(OutboxUnavailableCause.BacklogFull, "backlog-full")]
    [InlineData(OutboxUnavailableCause.LedgerFull, "ledger-full")]
    public void A_ledger_that_takes_nothing_is_told_with_its_mend(OutboxUnavailableCause cause, string code)
    {
        var found = Assert.Single(Judge(Well with { Ledger = new OutboxUnavailableException(cause, "make room") }).Findings);

        Assert.Equal((code, "make room"), (found.Code, found.Mend));
    }

    [Theory]
    [InlineData(1)]
    [InlineData(-1)]
    public void Accounts_that_do_not_close_are_told_whichever_way(int residue) =>
        Assert.Equal(["accounts-open east"], Codes(Well with { Accounts = [Closed with { Accepted = Closed.Accepted + residue }] }));

    [Fact]
    public void What_was_given_up_is_told_until_somebody_saw_to_it()
    {
        Assert.Equal(["given-up east"], Codes(Well with { Accounts = [Closed with { GivenUp = 1 }] }));
        Assert.Empty(Codes(Well with { Accounts = [Closed] }));
    }

    [Theory]
    [InlineData(60, false)]
    [InlineData(61, true)]
    public void An_old_pending_record_is_lag(int minutes, bool lag) =>
        Assert.Equal(lag ? ["lag east"] : [], Codes(Well with { Accounts = [Closed with { OldestPending = Now.AddMinutes(-minutes) }] }));

    [Theory]
    [InlineData(FailureCode.Unauthorized, 0, "destination-stopped east")]
    [InlineData(FailureCode.Unavailable, 299, null)]
    [InlineData(FailureCode.Unavailable, 301, "destination-unreachable east")]
    public void A_destination_that_refuses_credentials_is_told_at_once_and_one_that_is_away_after_a_while(string failure, int seconds, string? expected) =>
        Assert.Equal(expected is null ? [] : [expected], Codes(Well with { Down = [("east", failure, TimeSpan.FromSeconds(seconds))] }));

    [Fact]
    public void A_clock_that_jumped_or_is_behind_the_ledger_is_told()
    {
        Assert.Equal(["clock-jumped "], Codes(Well with { ClockJump = TimeSpan.FromHours(1) }));
        Assert.Equal(["clock-jumped "], Codes(Well with { ClockBehind = TimeSpan.FromMinutes(2) }));
        Assert.Empty(Codes(Well with { ClockBehind = TimeSpan.FromSeconds(59) }));
    }

    [Fact]
    public void Stopping_is_told_first() => Assert.Equal(["stopping ", "loop-stuck east"], Codes(Well with { Stopping = true, Loops = [Loop(60)] }));

    [Fact]
    public void Only_a_loop_that_is_stuck_for_minutes_asks_for_a_new_start()
    {
        Assert.True(ReadinessRules.IsAlive([Loop(299)]));
        Assert.False(ReadinessRules.IsAlive([Loop(0), Loop(301)]));
    }

    private static HealthFacts Well => new() { Loops = [Loop(-1)], Accounts = [Closed], Now = Now };

    private static LoopState Loop(int overdueSeconds) => new(LoopKind.Delivery, "east", TimeSpan.FromSeconds(overdueSeconds), null);

    private static Readiness Judge(HealthFacts facts) => new ReadinessRules(new HealthOptions()).Judge(facts);

    private static IEnumerable<string> Codes(HealthFacts facts) => Judge(facts).Findings.Select(found => $"{found.Code} {found.Subject}");
}
