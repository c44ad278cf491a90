using FhirAdapter.Destinations.FhirServers;
using FhirAdapter.Destinations.FhirServers.ReadBacks;
using FhirAdapter.Outbox;
using FhirAdapter.Tests.Destinations.FhirServers.Contents;
using FhirAdapter.WriteProfiles;
using Microsoft.Extensions.Logging;

namespace FhirAdapter.Tests.Destinations.FhirServers.ReadBacks;

/// <summary>What a server makes of what it was sent is looked at, and told once.</summary>
public sealed class ReadBackTests
{
    [Fact]
    public async Task An_element_that_is_not_kept_is_told_once_by_its_path_and_kept_over_restarts()
    {
        var server = new NamelessServer { Keeps = resource => resource.Remove("note") };
        await using var site = new LedgerSite(server);
        await site.AcceptAsync(LedgerSite.Score("S1", note: "CANARY"), LedgerSite.Score("S2", minute: 1, note: "CANARY"));
        await site.DeliverAsync();
        await site.RestartAsync();
        await site.AcceptAsync(LedgerSite.Score("S3", minute: 2, note: "CANARY"), LedgerSite.Score("S4", minute: 3, note: "CANARY"));
        await site.DeliverAsync();

        var notice = Assert.Single((await site.CountsAsync()).Notices);
        Assert.Equal(("difference", "Observation.note", "missing", 3), (notice.Code, notice.Subject, notice.Detail, notice.Count));
        Assert.Equal(new DateTimeOffset(2026, 11, 24, 8, 0, 0, TimeSpan.Zero), notice.Since);
        var line = Assert.Single(site.Logger.Collector.GetSnapshot(), each => each.Id.Id == 4105);
        Assert.Equal((LogLevel.Warning, "east does not keep as it was sent, and its write profile does not foretell: Observation.note (missing)."), (line.Level, line.Message));
        Assert.Equal(4, (await site.CountsAsync()).Delivered);
    }

    [Theory]
    [InlineData(ReadBackMode.None, 0)]
    [InlineData(ReadBackMode.First, 3)]
    [InlineData(ReadBackMode.Sample, 3, 0)]
    [InlineData(ReadBackMode.Sample, 8, 1)]
    [InlineData(ReadBackMode.All, 8)]
    public async Task As_many_are_read_back_as_the_settings_ask(ReadBackMode mode, int reads, double share = 0.5)
    {
        var server = new NamelessServer();
        await using var site = new LedgerSite(server, set: options => (options.ReadBack, options.ReadBackSample) = (mode, share));
        await site.AcceptAsync(Enumerable.Range(0, 8).Select(i => LedgerSite.Score($"S{i}", i % 2 == 0 ? "A" : "B", minute: i)));
        await site.DeliverAsync();
        await site.RestartAsync();
        await site.DeliverAsync();

        Assert.Equal(reads, server.Requests.Count(each => each.StartsWith("GET Observation/", StringComparison.Ordinal)));
        Assert.Empty((await site.CountsAsync()).Notices);
    }

    [Fact]
    public async Task Of_a_sample_the_first_of_each_type_are_read_back_and_then_the_share_that_is_set()
    {
        await using var site = new LedgerSite(new NamelessServer());
        using var record = new ReadBackRecord(
            LedgerSite.East, new FhirServerOptions { ReadBack = ReadBackMode.Sample, ReadBackSample = 0.05 }, site.State, site.Logger);

        foreach (var type in (string[])["Observation", "Procedure"])
        {
            for (var first = 0; first < 3; first++)
            {
                Assert.True(await record.AsksAsync(type, unnoted: 0, chance: 0.999, CancellationToken.None));
                await record.NoteAsync(type, [[]], CancellationToken.None);
            }
            var asked = 0;
            for (var i = 0; i < 1000; i++)
                asked += await record.AsksAsync(type, unnoted: 0, chance: i / 1000.0, CancellationToken.None) ? 1 : 0;
            Assert.Equal(50, asked);
        }
    }

    [Fact]
    public async Task What_the_profile_foretells_is_no_news()
    {
        var server = new NamelessServer { Keeps = resource => resource.Remove("note") };
        var profile = Some.Profile("Observation", new TypeProfile { KeepsIdentifier = false, Elements = Some.Rules(new ElementRule { Path = "note", Fate = ElementFate.Ignored }) });
        await using var site = new LedgerSite(server, profile: profile);
        await site.AcceptAsync(LedgerSite.Score("S1", note: "said elsewhere"));
        await site.DeliverAsync();

        Assert.Empty((await site.CountsAsync()).Notices);
        Assert.DoesNotContain(site.Logger.Collector.GetSnapshot(), each => each.Id.Id == 4105);
    }

    [Fact]
    public async Task What_was_seen_not_to_be_kept_does_not_keep_a_resource_from_being_found_again()
    {
        var server = new NamelessServer { Keeps = resource => resource.Remove("note") };
        await using var site = new LedgerSite(server);
        await site.AcceptAsync(LedgerSite.Score("S1", note: "one"));
        await site.DeliverAsync();
        var lost = 1;
        server.Wire = () => lost-- > 0 ? null : true;

        await site.AcceptAsync(LedgerSite.Score("S2", minute: 5, note: "two"));
        await site.DeliverAsync();

        Assert.Equal(2, (await site.CountsAsync()).Delivered);
        Assert.Equal(2, server.Of("Observation").Count());
    }

    [Fact]
    public async Task A_person_who_accepts_it_sees_it_no_more_and_is_not_told_again()
    {
        var server = new NamelessServer { Keeps = resource => resource.Remove("note") };
        await using var site = new LedgerSite(server, set: options => options.ReadBack = ReadBackMode.All);
        await site.AcceptAsync(LedgerSite.Score("S1", note: "one"));
        await site.DeliverAsync();
        await using (var other = site.OpenAnother())
            Assert.Equal(1, await other.AcceptAsync(CancellationToken.None));
        await site.RestartAsync();

        await site.AcceptAsync(LedgerSite.Score("S2", minute: 5, note: "two"));
        await site.DeliverAsync();

        Assert.Empty((await site.CountsAsync()).Notices);
        Assert.Single(site.Logger.Collector.GetSnapshot(), each => each.Id.Id == 4105);
        Assert.Equal(2, Assert.Single(await (await site.LedgerAsync()).FactsAsync(LedgerSite.East, CancellationToken.None), fact => fact.Topic == "difference").Count);
    }

    [Fact]
    public async Task A_server_that_lets_nobody_read_teaches_nothing_and_stops_nothing()
    {
        var server = new NamelessServer { CanBeRead = false };
        await using var site = new LedgerSite(server);
        await site.AcceptAsync(LedgerSite.Score("S1"), LedgerSite.Session("P1"));
        await site.DeliverAsync();

        Assert.Equal(2, (await site.CountsAsync()).Delivered);
        Assert.Empty((await site.CountsAsync()).Notices);
    }

    [Fact]
    public async Task A_server_that_lets_nobody_read_is_not_asked_again_for_every_record()
    {
        var server = new NamelessServer { CanBeRead = false };
        await using var site = new LedgerSite(server);
        await site.AcceptAsync(Enumerable.Range(0, 8).Select(i => LedgerSite.Score($"S{i}", minute: i)));
        await site.DeliverAsync();

        Assert.Equal(8, (await site.CountsAsync()).Delivered);
        Assert.Equal(3, server.Requests.Count(each => each.StartsWith("GET Observation/", StringComparison.Ordinal)));
    }
}
