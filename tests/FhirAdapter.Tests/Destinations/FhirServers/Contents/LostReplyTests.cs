using System.Globalization;
using System.Text.Json.Nodes;
using FhirAdapter.Failures;
using FhirAdapter.Outbox;
using FhirAdapter.Records;

namespace FhirAdapter.Tests.Destinations.FhirServers.Contents;

/// <summary>A server that keeps no identifier and knows no conditions, whose answers are lost: what is sent is there once.</summary>
public sealed class LostReplyTests
{
    public static TheoryData<int> Seeds => [.. Enumerable.Range(1, 100)];

    [Theory]
    [MemberData(nameof(Seeds))]
    public async Task Whatever_is_lost_each_record_is_there_once(int seed)
    {
        IReadOnlyList<string> expected;
        var random = new Random(seed);
        var server = new NamelessServer();
        await using var site = new LedgerSite(server, random.NextDouble);
        // Losses end at some time, as they do: until then every other write is lost, before or after it was carried out.
        var left = 40;
        server.Wire = () => left-- < 0 || random.Next(2) == 0 ? true : random.Next(3) == 0 ? false : null;
        var records = Clinic(random);
        await using (var calm = new LedgerSite(new NamelessServer()))
        {
            await calm.AcceptAsync(records);
            await calm.DeliverAsync();
            expected = Contents(calm.Server);
        }

        foreach (var batch in records.Chunk(5))
        {
            await site.AcceptAsync(batch);
            await site.DeliverAsync(random.Next(4));
            if (random.Next(4) == 0)
                await site.RestartAsync();
        }
        await site.DeliverAsync();

        var (counts, parked) = (await site.CountsAsync(), await site.ParkedAsync(records[0].Key));
        Assert.True(counts.Delivered == records.Count, string.Create(CultureInfo.InvariantCulture, $"seed {seed}: {counts}, {parked}"));
        Assert.Equal(expected, Contents(server));
    }

    [Theory]
    [MemberData(nameof(Seeds))]
    public async Task Whatever_is_lost_each_change_of_a_record_has_one_Provenance_at_most_and_the_newest_has_it(int seed)
    {
        var random = new Random(seed);
        var server = new NamelessServer { TakesProvenance = true, Updates = seed % 4 != 0 };
        await using var site = new LedgerSite(server, random.NextDouble, options => options.Shape.Provenance = true);
        var left = 40;
        server.Wire = () => left-- < 0 || random.Next(2) == 0 ? true : random.Next(3) == 0 ? false : null;
        var versions = Enumerable.Range(1, server.Updates ? 2 : 1).Select(version => Enumerable.Range(0, 8)
            .Select(i => LedgerSite.Score($"S{i}", i % 2 == 0 ? "A" : "B", i, version, "one of many", version))
            .Select(score => score with { LastChanged = score.LastChanged!.Value.AddMinutes(score.Version) }).ToList()).ToList();

        foreach (var version in versions)
        {
            await site.AcceptAsync(version);
            await site.DeliverAsync(random.Next(6));
            if (random.Next(4) == 0)
                await site.RestartAsync();
        }
        await site.DeliverAsync();

        var counts = await site.CountsAsync();
        Assert.True(counts is { Pending: 0, Held: 0, Parked: 0 }, string.Create(CultureInfo.InvariantCulture, $"seed {seed}: {counts}"));
        var all = server.Of("Provenance").Select(each => (Target: (string)each["target"]![0]!["reference"]!, Recorded: (string)each["recorded"]!)).ToList();
        Assert.Equal(all.Distinct().Count(), all.Count);
        var newest = RecordedOf(versions[^1][0]);
        Assert.Equal(server.Resources.Select(each => each.Literal).Where(each => each.StartsWith("Observation/", StringComparison.Ordinal)).Order(),
            all.Where(each => each.Recorded == newest).Select(each => each.Target).Order());
    }

    [Fact]
    public async Task A_Provenance_that_the_server_cannot_find_again_is_left_out_and_the_plan_says_so()
    {
        var server = new NamelessServer();
        await using var site = new LedgerSite(server, set: options => options.Shape.Provenance = true);
        await site.AcceptAsync(LedgerSite.Score("S1"));
        await site.DeliverAsync();

        Assert.Equal(1, (await site.CountsAsync()).Delivered);
        Assert.Single(server.Of("Observation"));
        Assert.DoesNotContain("POST Provenance", server.Requests);
        var told = await (await site.LedgerAsync()).FindAsync(new RecordKey(RecordKind.PainScore, "S1"), CancellationToken.None);
        Assert.Equal("""{"profile":"plain","way":"resources","sends":{"Observation":1},"dropped":{"Provenance":1}}""", told!.Journal.Select(each => each.Plan).Single(plan => plan is not null));
    }

    private static string RecordedOf(ClinicRecord record) => record.LastChanged!.Value.ToString("yyyy-MM-dd'T'HH:mm:sszzz", CultureInfo.InvariantCulture);

    public static TheoryData<string, int> SomeSeeds
    {
        get
        {
            var seeds = new TheoryData<string, int>();
            foreach (var type in (string[])["Procedure", "Condition", "Observation"])
            {
                for (var seed = 1; seed <= 5; seed++)
                    seeds.Add(type, seed);
            }
            return seeds;
        }
    }

    [Theory]
    [MemberData(nameof(SomeSeeds))]
    public async Task Over_sockets_that_break_off_each_resource_is_there_once(string type, int seed)
    {
        var random = new Random(seed);
        var server = new NamelessServer();
        await using var socket = await SocketServer.StartAsync(server);
        await using var site = new LedgerSite(server, random.NextDouble, socket: socket);
        var left = 12;
        server.Wire = () => left-- < 0 ? true : random.Next(3) == 0 ? false : null;

        for (var i = 0; i < 6; i++)
        {
            ClinicRecord record = type switch
            {
                "Procedure" => LedgerSite.Session($"R{i}", minute: i / 2, note: "the same"),
                "Condition" => LedgerSite.Finding($"R{i}", note: "the same"),
                _ => LedgerSite.Score($"R{i}", minute: i / 2, note: "the same"),
            };
            await site.AcceptAsync(record);
            await site.DeliverAsync(2);
        }
        await site.DeliverAsync();

        Assert.Equal(6, (await site.CountsAsync()).Delivered);
        Assert.Equal(6, server.Of(type).Count());
    }

    [Fact]
    public async Task What_an_earlier_ledger_sent_is_taken_over_by_the_next_one()
    {
        var random = new Random(7);
        var server = new NamelessServer();
        await using var site = new LedgerSite(server);
        var records = Clinic(random);
        await site.AcceptAsync(records);
        await site.DeliverAsync();
        var there = server.Resources.Count;

        await site.RestartAsync(newLedger: true);
        await site.AcceptAsync(records);
        await site.DeliverAsync();

        Assert.Equal(records.Count, (await site.CountsAsync()).Delivered);
        Assert.Equal(there, server.Resources.Count);
        Assert.Equal([(1, DeliveryState.Delivered, null)], await AttemptsAsync(site, records[0].Key));
    }

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public async Task What_is_found_after_its_answer_was_lost_is_told_as_found_and_what_never_arrived_is_not(bool wasCarriedOut)
    {
        var server = new NamelessServer();
        await using var site = new LedgerSite(server);
        var lost = 1;
        server.Wire = () => lost-- <= 0 ? true : wasCarriedOut ? null : false;
        await site.AcceptAsync(LedgerSite.Score("S1", note: "one"));
        await site.DeliverAsync();

        Assert.Single(server.Of("Observation"));
        Assert.Equal(
            [(1, DeliveryState.Pending, FailureCode.OutcomeUnknown), (1, DeliveryState.Delivered, wasCarriedOut ? FailureCode.SettledByFinding : null)],
            await AttemptsAsync(site, new RecordKey(RecordKind.PainScore, "S1")));
    }

    [Fact]
    public async Task What_another_record_owns_is_no_match()
    {
        var server = new NamelessServer();
        await using var site = new LedgerSite(server);
        await site.AcceptAsync(LedgerSite.Score("S1", note: "the same"));
        await site.DeliverAsync();
        await site.RestartAsync();

        await site.AcceptAsync(LedgerSite.Score("S2", note: "the same"));
        await site.DeliverAsync();

        Assert.Equal(2, server.Of("Observation").Count());
    }

    [Fact]
    public async Task Of_several_that_cannot_be_told_apart_none_is_taken()
    {
        var server = new NamelessServer();
        await using var site = new LedgerSite(server);
        await site.AcceptAsync(LedgerSite.Score("S1", note: "the same"), LedgerSite.Score("S2", note: "the same"));
        await site.DeliverAsync();
        await site.RestartAsync(newLedger: true);

        await site.AcceptAsync(LedgerSite.Score("S1", note: "the same"));
        await site.DeliverAsync();

        Assert.Equal(FailureCode.ContentAmbiguous, await site.ParkedAsync(new RecordKey(RecordKind.PainScore, "S1")));
        Assert.Equal(2, server.Of("Observation").Count());
    }

    [Fact]
    public async Task As_many_alike_as_are_owed_are_taken_over_whichever_is_whose()
    {
        var server = new NamelessServer();
        await using var site = new LedgerSite(server);
        var two = new[] { LedgerSite.Score("S1", note: "the same"), LedgerSite.Score("S2", note: "the same") };
        await site.AcceptAsync(two);
        await site.DeliverAsync();
        await site.RestartAsync(newLedger: true);

        await site.AcceptAsync(two);
        await site.DeliverAsync();

        Assert.Equal(2, (await site.CountsAsync()).Delivered);
        Assert.Equal(2, server.Of("Observation").Count());
    }

    [Fact]
    public async Task What_may_be_it_and_holds_less_is_for_a_person_whose_replay_sends_it()
    {
        var server = new NamelessServer { Keeps = resource => resource.Remove("note") };
        await using var site = new LedgerSite(server);
        var lost = 1;
        server.Wire = () => lost-- > 0 ? null : true;
        await site.AcceptAsync(LedgerSite.Score("S1", note: "what the server drops without a word"));
        await site.DeliverAsync();

        Assert.Equal(FailureCode.LookAlike, await site.ParkedAsync(new RecordKey(RecordKind.PainScore, "S1")));
        Assert.Single(server.Of("Observation"));

        await (await site.LedgerAsync()).ReplayAsync(null, null, CancellationToken.None);
        await site.DeliverAsync();

        Assert.Equal(1, (await site.CountsAsync()).Delivered);
        Assert.Equal(2, server.Of("Observation").Count());
    }

    [Fact]
    public async Task A_correction_of_what_was_sent_and_whose_answer_was_lost_updates_it()
    {
        var server = new NamelessServer();
        await using var site = new LedgerSite(server);
        var lost = 1;
        server.Wire = () => lost-- > 0 ? null : true;
        await site.AcceptAsync(LedgerSite.Score("S1", value: 4, note: "first"));
        await site.DeliverAsync(1);

        await site.AcceptAsync(LedgerSite.Score("S1", value: 5, note: "second", version: 2));
        await site.DeliverAsync();

        Assert.Equal(2, (await site.CountsAsync()).Delivered + (await site.CountsAsync()).Superseded);
        Assert.Equal("second", (string?)Assert.Single(server.Of("Observation"))["note"]![0]!["text"]);
        Assert.Equal((2, DeliveryState.Delivered, FailureCode.SettledByFinding), (await AttemptsAsync(site, new RecordKey(RecordKind.PainScore, "S1")))[^1]);
    }

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public async Task A_server_that_puts_its_own_codes_in_the_place_of_ours_gets_nothing_twice(bool isCorrectedBeforeTheRepeat)
    {
        var server = new NamelessServer { Keeps = resource => resource["code"] = JsonNode.Parse("""{"coding":[{"system":"urn:own","code":"pain"}]}""") };
        await using var site = new LedgerSite(server);
        await site.AcceptAsync(LedgerSite.Score("S1", note: "read back, so that its codes are known to be the server's"));
        await site.DeliverAsync();
        var lost = 1;
        server.Wire = () => lost-- > 0 ? null : true;
        await site.AcceptAsync(LedgerSite.Score("S2", minute: 5, value: 4, note: "lost"));
        await site.DeliverAsync(1);

        if (isCorrectedBeforeTheRepeat)
            await site.AcceptAsync(LedgerSite.Score("S2", minute: 5, value: 5, note: "lost", version: 2));
        await site.DeliverAsync();

        Assert.Equal(0, (await site.CountsAsync()).Parked);
        Assert.Equal(2, server.Of("Observation").Count());
    }

    [Fact]
    public async Task A_create_whose_answer_was_lost_is_not_looked_up_before_searches_can_know_it()
    {
        var server = new NamelessServer();
        await using var site = new LedgerSite(server, set: options => options.SearchLag = TimeSpan.FromMinutes(5));
        var lost = 1;
        server.Wire = () => lost-- > 0 ? null : true;
        await site.AcceptAsync(LedgerSite.Score("S1", note: "one"));
        var began = site.Time.GetUtcNow();
        await site.DeliverAsync(1);
        var searches = server.Searches.Count;

        await site.DeliverAsync();

        Assert.True(site.Time.GetUtcNow() - began >= TimeSpan.FromMinutes(5));
        Assert.True(server.Searches.Count > searches);
        Assert.Single(server.Of("Observation"));
    }

    private static async Task<List<(long Version, DeliveryState State, string? Code)>> AttemptsAsync(LedgerSite site, RecordKey key)
    {
        var told = await (await site.LedgerAsync()).FindAsync(key, CancellationToken.None);
        return [.. told!.Journal.Select(each => (each.Version, each.State, each.Failure?.Code))];
    }

    /// <summary>All that is there, without ids: those differ by the order of arrival.</summary>
    private static IReadOnlyList<string> Contents(NamelessServer server) => [.. server.Resources.Select(each =>
    {
        var json = each.Json.DeepClone().AsObject();
        json.Remove("id");
        return json.ToJsonString();
    }).Order(StringComparer.Ordinal)];

    /// <summary>Records of two patients, some of them alike to the last letter.</summary>
    private static List<ClinicRecord> Clinic(Random random)
    {
        List<ClinicRecord> records = [];
        for (var i = 0; i < 20; i++)
        {
            var (id, patient, minute) = ($"R{i}", random.Next(2) == 0 ? "A" : "B", random.Next(3));
            var note = $"{patient} {minute} {random.Next(3)}";
            records.Add(random.Next(3) switch
            {
                0 => LedgerSite.Score(id, patient, minute, note: note),
                1 => LedgerSite.Finding(id, patient, note: note),
                _ => LedgerSite.Session(id, patient, minute, note: note),
            });
        }
        return records;
    }
}
