using FhirAdapter.Failures;
using FhirAdapter.Health;
using FhirAdapter.Outbox;
using FhirAdapter.Records;
using FhirAdapter.Tests.Destinations.FhirServers.Contents;
using Microsoft.Extensions.Logging;

namespace FhirAdapter.Tests.Destinations.FhirServers.Drift;

/// <summary>A server that says another day that it can less, or more.</summary>
public sealed class DriftGuardTests
{
    private static readonly RecordKey S1 = new(RecordKind.PainScore, "S1");

    [Fact]
    public async Task What_is_gone_holds_what_needs_it_and_nothing_else_and_is_told_once()
    {
        var server = new NamelessServer();
        await using var site = await SiteAsync(server);

        server.Updates = false;
        site.Time.Advance(TimeSpan.FromHours(25));
        await site.AcceptAsync(LedgerSite.Score("S1", note: "second", version: 2), LedgerSite.Score("S2", note: "new"), LedgerSite.Session("P1"));
        await site.DeliverAsync(20);

        Assert.Equal(FailureCode.CapabilityChanged, await site.ParkedAsync(S1));
        var counts = await site.CountsAsync();
        Assert.Equal((1, 0, 0), (counts.Held, counts.Parked, counts.Pending));
        Assert.Contains(counts.Notices, notice => notice is { Code: "paused", Subject: "update of Observation" });
        Assert.Single(Lines(site, LogLevel.Warning), line => line.Contains("update of Observation", StringComparison.Ordinal));
        var finding = Assert.Single(new ReadinessRules(new HealthOptions()).Judge(new HealthFacts { Accounts = [counts], Now = site.Time.GetUtcNow() }).Findings);
        Assert.Equal(HealthCode.CapabilityChanged, finding.Code);
    }

    [Fact]
    public async Task It_is_compared_with_the_kept_state_at_the_next_start_too()
    {
        var server = new NamelessServer();
        await using var site = await SiteAsync(server);

        server.Updates = false;
        await site.RestartAsync();
        await site.AcceptAsync(LedgerSite.Score("S1", note: "second", version: 2));
        await site.DeliverAsync(20);

        Assert.Equal(FailureCode.CapabilityChanged, await site.ParkedAsync(S1));
    }

    [Fact]
    public async Task When_the_server_has_it_again_what_was_held_goes_on_by_itself()
    {
        var server = new NamelessServer();
        await using var site = await SiteAsync(server);
        server.Updates = false;
        await site.RestartAsync();
        await site.AcceptAsync(LedgerSite.Score("S1", note: "second", version: 2));
        await site.DeliverAsync(5);

        server.Updates = true;
        await site.DeliverAsync(20);

        Assert.Null(await site.ParkedAsync(S1));
        Assert.Equal("second", (string?)Assert.Single(server.Of("Observation"))["note"]![0]!["text"]);
        Assert.Empty((await site.CountsAsync()).Notices);
        Assert.Single(Lines(site, LogLevel.Information), line => line.Contains("has again: update of Condition", StringComparison.Ordinal));
    }

    [Fact]
    public async Task A_person_can_accept_the_new_state_from_another_process()
    {
        var server = new NamelessServer();
        await using var site = await SiteAsync(server);
        server.Updates = false;
        await site.RestartAsync();
        await site.AcceptAsync(LedgerSite.Score("S1", note: "second", version: 2));
        await site.DeliverAsync(5);

        await using (var other = site.OpenAnother())
            Assert.Equal(3, await other.AcceptAsync(CancellationToken.None));
        await site.DeliverAsync(20);

        // There is no update, and nobody said how it is corrected without: that is what the new state means for it.
        Assert.Equal(FailureCode.NotCorrectable, await site.ParkedAsync(S1));
        Assert.Empty((await site.CountsAsync()).Notices);
        await using (var other = site.OpenAnother())
            Assert.Equal(0, await other.AcceptAsync(CancellationToken.None));
    }

    [Fact]
    public async Task What_is_new_is_told_and_pauses_nothing()
    {
        var server = new NamelessServer { Updates = false };
        await using var site = await SiteAsync(server);

        server.Updates = true;
        site.Time.Advance(TimeSpan.FromHours(25));
        await site.AcceptAsync(LedgerSite.Score("S1", note: "second", version: 2));
        await site.DeliverAsync(20);

        var counts = await site.CountsAsync();
        Assert.Equal(2, counts.Delivered);
        Assert.Equal(3, counts.Notices.Count(notice => notice.Code == "gained"));
        Assert.Single(Lines(site, LogLevel.Information), line => line.Contains("had not before", StringComparison.Ordinal));
    }

    [Fact]
    public async Task A_server_that_is_owed_nothing_is_compared_once_a_day_by_one_request()
    {
        var server = new NamelessServer();
        await using var site = await SiteAsync(server);
        server.Updates = false;
        var asked = server.Requests.Count;

        await site.LookAsync();
        Assert.Equal(asked, server.Requests.Count);
        site.Time.Advance(TimeSpan.FromHours(25));
        await site.LookAsync();
        await site.LookAsync();

        Assert.Equal(["GET metadata"], server.Requests.Skip(asked));
        Assert.Contains((await site.CountsAsync()).Notices, notice => notice is { Code: "paused", Subject: "update of Observation" });
        Assert.Single(Lines(site, LogLevel.Warning), line => line.Contains("update of Observation", StringComparison.Ordinal));
    }

    [Fact]
    public async Task A_server_that_is_owed_nothing_is_compared_at_the_next_start()
    {
        var server = new NamelessServer();
        await using var site = await SiteAsync(server);

        server.Updates = false;
        await site.RestartAsync();
        await site.LookAsync();

        Assert.Contains((await site.CountsAsync()).Notices, notice => notice is { Code: "paused", Subject: "update of Observation" });
    }

    [Fact]
    public async Task A_server_that_cannot_be_looked_at_is_told_and_left_alone_for_as_long_as_it_asks()
    {
        var asked = 0;
        var server = new NamelessServer { Before = _ => ++asked > 0 ? Busy() : null };
        await using var site = new LedgerSite(server);

        await site.LookAsync();
        site.Time.Advance(TimeSpan.FromMinutes(4));
        await site.LookAsync();

        Assert.Equal(1, asked);
        Assert.Single(site.Logger.Collector.GetSnapshot(), each => each.Id.Id == 4100);
        server.Before = null;
        site.Time.Advance(TimeSpan.FromMinutes(2));
        await site.LookAsync();
        Assert.NotEmpty(await (await site.LedgerAsync()).FactsAsync(LedgerSite.East, CancellationToken.None));
    }

    private static HttpResponseMessage Busy()
    {
        var answer = new HttpResponseMessage(System.Net.HttpStatusCode.ServiceUnavailable);
        answer.Headers.TryAddWithoutValidation("Retry-After", "300");
        return answer;
    }

    private static async Task<LedgerSite> SiteAsync(NamelessServer server)
    {
        var site = new LedgerSite(server);
        await site.AcceptAsync(LedgerSite.Score("S1", note: "first"));
        await site.DeliverAsync();
        Assert.Equal(1, (await site.CountsAsync()).Delivered);
        return site;
    }

    private static IEnumerable<string> Lines(LedgerSite site, LogLevel level) =>
        site.Logger.Collector.GetSnapshot().Where(each => each.Level == level && each.Id.Id is >= 4101 and <= 4104).Select(each => each.Message);
}
