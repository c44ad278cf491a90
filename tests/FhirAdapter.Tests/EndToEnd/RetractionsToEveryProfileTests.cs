using FhirAdapter.Outbox;
using FhirAdapter.Records;
using FhirAdapter.Records.Reading;
using FhirAdapter.Sandbox;
using FhirAdapter.Tests.WriteProfiles;
using FhirAdapter.WriteProfiles;

namespace FhirAdapter.Tests.EndToEnd;

/// <summary>The sample clinic's corrections and deletions to a server in the manner of every shipped write profile: marked there, or for a person who is told what to ask.</summary>
public sealed class RetractionsToEveryProfileTests
{
    private const string Corrections = "04-corrections.ndjson";
    private const string Deletions = "05-deletions.json";

    public static TheoryData<string> Profiles => [.. SandboxManners.Names];

    [Theory]
    [MemberData(nameof(Profiles))]
    public async Task What_is_corrected_or_taken_back_is_marked_so_once_or_asked_of_the_hospital(string profile)
    {
        var (corrections, deletions) = (await SampleFiles.ReadAsync(name => name == Corrections), await SampleFiles.ReadAsync(name => name == Deletions));
        var first = await BeforeAsync([.. corrections, .. deletions]);
        await using var server = await new ProfileClinic(profile, [.. first.Concat(corrections).Select(each => each.Record)]).ServerAsync();
        using var site = new ClinicSite();
        var expected = new ExpectedChanges(profile, first);

        await site.DropAsync(new ProfileClinic(profile, [.. first.Select(each => each.Record)]).File());
        expected.NotSent(await SettleAsync(profile, site, server));

        var before = ServerChanges.Look(server);
        site.DropSamples(name => name == Corrections);
        var stuck = await SettleAsync(profile, site, server);
        AssertChanged(profile, before, server, expected.Correct(corrections, stuck));

        before = ServerChanges.Look(server);
        site.DropSamples(name => name == Deletions);
        stuck = await SettleAsync(profile, site, server);
        AssertChanged(profile, before, server, (expected.Delete(deletions, stuck), 0));
        Assert.All(stuck, expected.AssertForetold);

        before = ServerChanges.Look(server);
        site.DropSamples(name => name is Corrections or Deletions);
        Assert.Equal(stuck.Count, (await SettleAsync(profile, site, server)).Count);
        Assert.Empty(new ServerChanges(before, ServerChanges.Look(server)).All);
    }

    /// <summary>What there was before of some records, and all that they refer to.</summary>
    private static async Task<IReadOnlyList<ReadRecord.Good>> BeforeAsync(IReadOnlyList<ReadRecord.Good> records)
    {
        var before = await SampleFiles.ReadAsync(name => string.CompareOrdinal(name, Corrections) < 0);
        var keys = records.SelectMany(each => each.Record.DependsOn.Append(each.Record.Key)).ToHashSet();
        for (var count = 0; count != keys.Count;)
        {
            count = keys.Count;
            keys.UnionWith([.. before.Where(each => keys.Contains(each.Record.Key)).SelectMany(each => each.Record.DependsOn)]);
        }

        return [.. before.Where(each => keys.Contains(each.Record.Key))];
    }

    private static async Task<IReadOnlyList<ParkedDelivery>> SettleAsync(string profile, ClinicSite site, SandboxServer server)
    {
        var settings = ClinicSite.Manners(profile);
        var (_, status) = await site.SyncAsync(server.BaseAddress, settings);
        var counts = Assert.Single(status.Destinations);
        Assert.Equal((0, 0), (counts.Pending, counts.Residue));
        return await site.StuckAsync(server.BaseAddress, settings);
    }

    private static void AssertChanged(string profile, IReadOnlyDictionary<string, string> before, SandboxServer server, (int Gone, int Other) expected)
    {
        var types = ProfileFolder.Profile(profile);
        var changes = new ServerChanges(before, ServerChanges.Look(server)).All.ToLookup(
            each => ServerChanges.IsRetraction(each, (types.Of((string)each["resourceType"]!) ?? TypeProfile.AsAdvertised).Amendment.Retracts));
        Assert.True(
            expected == (changes[true].Count(), changes[false].Count()),
            $"{expected.Gone} were to be taken back and {expected.Other} to be changed, {changes[true].Count()} and {changes[false].Count()} were");
    }
}
