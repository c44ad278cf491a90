using System.Globalization;
using System.Text.Json.Nodes;
using FhirAdapter.Failures;
using FhirAdapter.Records;
using FhirAdapter.Records.NeedlingProcedures;
using FhirAdapter.Tests.Records;
using FhirAdapter.Tests.WriteProfiles;
using FhirAdapter.WriteProfiles;

namespace FhirAdapter.Tests.Destinations.FhirServers.Contents;

/// <summary>A session with a start and no end, in the evening, where the answer to its create is lost and the server keeps dates in GMT.</summary>
public sealed class OpenEndedSessionTests
{
    private static readonly DateTimeOffset Start = new(2026, 11, 20, 17, 5, 0, TimeSpan.FromHours(-8));

    private static readonly NeedlingProcedure Evening = Situations.CompletedWithTwoSites with
    {
        LastChanged = Start.AddHours(1),
        Patient = new BusinessIdentifier { System = LedgerSite.Patients, Value = "A" },
        Location = null,
        Encounter = null,
        Start = ClinicTime.At(Start),
        End = null,
        Consent = null,
        AdverseEffects = null,
        FollowUp = null,
    };

    [Theory]
    [InlineData("")]
    [InlineData("performedDateTime")]
    public async Task At_oracle_health_it_is_there_once_with_start_and_end(string toDates)
    {
        var (server, parked) = await LoseAsync(ProfileFolder.Profile("oracle-health"), toDates);

        var kept = Assert.Single(server.Of("Procedure"));
        Assert.Null(parked);
        Assert.Equal("2026-11-20T17:05:00-08:00,2026-11-20T17:05:00-08:00", $"{kept["performedPeriod"]!["start"]},{kept["performedPeriod"]!["end"]}");
    }

    [Fact]
    public async Task Where_a_server_keeps_dates_in_GMT_that_nobody_foretold_it_is_there_once_and_for_a_person()
    {
        var (server, parked) = await LoseAsync(ProfileFolder.Profile("oracle-health"), "performedPeriod");

        Assert.Equal("2026-11-21", (string?)Assert.Single(server.Of("Procedure"))["performedPeriod"]!["start"]);
        Assert.Equal(FailureCode.LookAlike, parked);
    }

    [Fact]
    public async Task Where_the_profile_foretells_the_date_in_GMT_it_is_known_by_it()
    {
        var (server, parked) = await LoseAsync(Kept(), "performedDateTime");

        Assert.Equal("2026-11-21", (string?)Assert.Single(server.Of("Procedure"))["performedDateTime"]);
        Assert.Null(parked);
    }

    [Theory]
    [InlineData(true, "performedDateTime", false)]
    [InlineData(false, "performedDateTime", false)]
    [InlineData(false, "performedPeriod", true)]
    public async Task What_is_read_back_is_as_the_profile_foretells(bool isKept, string toDates, bool differs)
    {
        var server = new NamelessServer { Updates = false, Keeps = resource => ToDates(resource, toDates) };
        await using var site = new LedgerSite(server, profile: isKept ? Kept() : ProfileFolder.Profile("oracle-health"));
        await site.AcceptAsync(Evening);
        await site.DeliverAsync();

        Assert.Equal(1, (await site.CountsAsync()).Delivered);
        Assert.Equal(differs, site.Logger.Collector.GetSnapshot().Any(line => line.Message.Contains("Procedure.performed", StringComparison.Ordinal)));
    }

    // As it came, and as a date where it stands.
    private static WriteProfile Kept()
    {
        var profile = ProfileFolder.Profile("oracle-health");
        var type = profile.Types["Procedure"];
        var rule = type.Elements["performedDateTime"] with { SentAs = null, KeptAs = KeptForm.DateInGmt };
        var elements = new Dictionary<string, ElementRule>(type.Elements) { [rule.Path] = rule };
        return profile with { Types = new Dictionary<string, TypeProfile>(profile.Types) { ["Procedure"] = type with { Elements = elements } } };
    }

    private static async Task<(NamelessServer Server, string? Parked)> LoseAsync(WriteProfile profile, string toDates)
    {
        var server = new NamelessServer { Updates = false, Keeps = resource => ToDates(resource, toDates) };
        await using var site = new LedgerSite(server, profile: profile);
        var lost = 1;
        server.Wire = () => lost-- > 0 ? null : true;
        await site.AcceptAsync(Evening);
        await site.DeliverAsync();
        return (server, await site.ParkedAsync(Evening.Key));
    }

    private static void ToDates(JsonObject resource, string name)
    {
        if (resource[name] is JsonValue time)
            resource[name] = InGmt(time);
        foreach (var side in resource[name] is JsonObject period ? (string[])["start", "end"] : [])
            resource[name]![side] = InGmt(resource[name]![side]!);
    }

    private static string InGmt(JsonNode time) =>
        DateTimeOffset.Parse((string)time!, CultureInfo.InvariantCulture).UtcDateTime.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture);
}
