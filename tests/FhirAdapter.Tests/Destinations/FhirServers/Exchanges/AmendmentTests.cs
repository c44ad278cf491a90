using System.Globalization;
using System.Text.Json.Nodes;
using FhirAdapter.Failures;
using FhirAdapter.Records;
using FhirAdapter.Tests.Destinations.FhirServers.Contents;
using FhirAdapter.WriteProfiles;

namespace FhirAdapter.Tests.Destinations.FhirServers.Exchanges;

/// <summary>Corrections where nothing can be updated: a chain of resources, each of which says what it replaces.</summary>
public sealed class AmendmentTests
{
    private static readonly WriteProfile Amending = Some.Profile(new TypeProfile
    {
        KeepsIdentifier = false,
        Interactions = new HashSet<string> { "create", "read", "search-type" },
        Amendment = new Amendment { Possible = true, Status = "corrected" },
    });

    [Fact]
    public async Task Each_correction_is_a_resource_that_says_what_it_replaces_and_the_ledger_holds_the_chain()
    {
        var server = new NamelessServer { Updates = false };
        await using var site = new LedgerSite(server, profile: Amending);
        for (var version = 1; version <= 3; version++)
        {
            await site.AcceptAsync(LedgerSite.Score("S1", value: version, note: $"words {version}", version: version));
            await site.DeliverAsync();
        }

        Assert.Equal(3, (await site.CountsAsync()).Delivered);
        Assert.Equal(
            ["words 1", "Corrected: this replaces the entry of 2026-11-20 12:00. words 2", "Corrected: this replaces the entry of 2026-11-20 12:00. words 3"],
            server.Of("Observation").Select(Note));
        Assert.Equal(["final", "corrected", "corrected"], server.Of("Observation").Select(each => (string)each["status"]!));
        var history = await (await site.LedgerAsync()).FindAsync(new RecordKey(RecordKind.PainScore, "S1"), CancellationToken.None);
        Assert.Equal(["Observation/O3", "Observation/O4", "Observation/O5"], history!.Journal.Select(each => each.RemoteId));
    }

    [Fact]
    public async Task Going_back_to_an_earlier_content_is_a_link_of_its_own()
    {
        var server = new NamelessServer { Updates = false };
        await using var site = new LedgerSite(server, profile: Amending);
        for (var version = 1; version <= 5; version++)
        {
            await site.AcceptAsync(LedgerSite.Finding("F1", note: version % 2 == 0 ? "even" : "odd", version: version));
            await site.DeliverAsync();
        }

        Assert.Equal(5, server.Of("Condition").Count());
        Assert.Equal(5, (await site.CountsAsync()).Delivered);
    }

    public static TheoryData<int> Seeds => [.. Enumerable.Range(1, 40)];

    [Theory]
    [MemberData(nameof(Seeds))]
    public async Task Whatever_is_lost_each_link_is_there_once(int seed)
    {
        var random = new Random(seed);
        var server = new NamelessServer { Updates = false };
        await using var site = new LedgerSite(server, random.NextDouble, profile: Amending);
        var left = 30;
        server.Wire = () => left-- < 0 || random.Next(2) == 0 ? true : random.Next(3) == 0 ? false : null;

        for (var version = 1; version <= 4; version++)
        {
            await site.AcceptAsync(
                LedgerSite.Score("S1", note: $"score {version}", version: version),
                LedgerSite.Finding("F1", note: $"finding {version}", version: version),
                LedgerSite.Session("P1", note: $"session {version}", version: version));
            await site.DeliverAsync();
            if (random.Next(3) == 0)
                await site.RestartAsync();
        }

        var counts = await site.CountsAsync();
        Assert.True(counts.Delivered == 12, string.Create(CultureInfo.InvariantCulture, $"seed {seed}: {counts}"));
        Assert.Equal(12, server.Resources.Count - 2);
        Assert.Equal(12, server.Resources.Where(each => !each.Literal.StartsWith("Patient/", StringComparison.Ordinal)).Select(each => Note(each.Json)).Distinct().Count());
    }

    [Fact]
    public async Task A_deletion_is_a_retraction_in_words()
    {
        var server = new NamelessServer { Updates = false };
        await using var site = new LedgerSite(server, profile: Amending);
        await site.AcceptAsync(LedgerSite.Score("S1", note: "words"));
        await site.DeliverAsync();
        await site.AcceptAsync(LedgerSite.Score("S1", note: "words", version: 2, deleted: true));
        await site.DeliverAsync();

        Assert.Equal(["words", "Entered in error: disregard the entry of 2026-11-20 12:00. words"], server.Of("Observation").Select(Note));
        Assert.Equal("entered-in-error", (string)server.Of("Observation").Last()["status"]!);
    }

    [Fact]
    public async Task Where_no_words_are_kept_the_hospital_has_to_be_asked()
    {
        var server = new NamelessServer { Updates = false };
        await using var site = new LedgerSite(server);
        await site.AcceptAsync(LedgerSite.Score("S1", note: "first"));
        await site.DeliverAsync();
        await site.AcceptAsync(LedgerSite.Score("S1", note: "second", version: 2));
        await site.DeliverAsync();

        var failure = await site.FailureAsync(new RecordKey(RecordKind.PainScore, "S1"));
        Assert.Equal(
            (FailureCode.NotCorrectable, "Observation", "a server that can update it; ask the hospital to correct Observation/O3 by hand"),
            (failure!.Code, failure.Path!, failure.Expected!));
        Assert.Single(server.Of("Observation"));
    }

    [Fact]
    public async Task Words_are_cut_to_what_the_server_keeps_and_say_so()
    {
        var server = new NamelessServer { Updates = false };
        var profile = Some.Profile("Observation", Amending.Types["Observation"] with { Elements = Some.Rules(new ElementRule { Path = "note.text", MaxLength = 60 }) });
        await using var site = new LedgerSite(server, profile: profile);
        await site.AcceptAsync(LedgerSite.Score("S1", note: "first"));
        await site.DeliverAsync();
        await site.AcceptAsync(LedgerSite.Score("S1", note: "second and long enough to be cut", version: 2));
        await site.DeliverAsync();

        Assert.Equal("Corrected: this replaces the entry of 2026-11-20 12:00.…", Note(server.Of("Observation").Last()));
    }

    private static string Note(JsonObject resource) => (string)resource["note"]![0]!["text"]!;
}
