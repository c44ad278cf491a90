using System.Text;
using System.Text.Json.Nodes;
using FhirAdapter.Operations;
using FhirAdapter.Records;
using FhirAdapter.Records.Mapping;

namespace FhirAdapter.Tests.EndToEnd;

/// <summary>What must hold for the sample clinic at every server. A server inherits it and gives its address.</summary>
public abstract class SampleClinicSuite
{
    /// <summary>The FHIR base address of an empty server.</summary>
    protected abstract Task<Uri> EmptyServerAsync();

    protected async Task The_whole_clinic_arrives_once_and_as_mapped()
    {
        var server = await EmptyServerAsync();
        using var clinic = new ClinicSite();
        clinic.DropSamples();

        var (progress, status) = await clinic.SyncAsync(server);

        AssertSettled(progress, status);
        await AssertArrivedAsync(server);
        Assert.Empty(Directory.EnumerateFiles(clinic.Inbox));
    }

    protected async Task The_same_files_again_send_nothing()
    {
        var server = await EmptyServerAsync();
        using var clinic = new ClinicSite();
        clinic.DropSamples();
        await clinic.SyncAsync(server);
        var before = await VersionsAsync(server);

        clinic.DropSamples();
        var (progress, status) = await clinic.SyncAsync(server);

        AssertSettled(progress, status);
        Assert.True(progress.Read > 0);
        Assert.Equal((0, 0), (progress.Accepted, progress.Delivered));
        Assert.Equal(before, await VersionsAsync(server));
    }

    protected async Task A_ledger_that_was_lost_doubles_nothing()
    {
        var server = await EmptyServerAsync();
        using (var clinic = new ClinicSite())
        {
            clinic.DropSamples();
            await clinic.SyncAsync(server);
        }

        using var restored = new ClinicSite();
        restored.DropSamples();
        var (progress, status) = await restored.SyncAsync(server);

        AssertSettled(progress, status);
        await AssertArrivedAsync(server);
    }

    private static void AssertSettled(AdapterProgress progress, AdapterStatus status)
    {
        var counts = Assert.Single(status.Destinations);
        Assert.Equal((0, 0, 0, 0), (counts.Pending, counts.Held, counts.Parked, counts.Residue));
        Assert.Equal(0, progress.Refused);
    }

    /// <summary>Each resource that the newest versions map to is there exactly once, with the content it was mapped to.</summary>
    private static async Task AssertArrivedAsync(Uri server)
    {
        var there = await ServerContent.ReadAsync(server);
        Assert.Empty(there.Where(same => same.Count() > 1).Select(same => same.Key));

        var mapping = new RecordMapping(new MappingContext("https://clinic.example/fhir/id"));
        var differences = new List<string>();
        var expected = 0;
        foreach (var record in await SampleFiles.NewestAsync())
        {
            var mapped = Assert.IsType<MappingResult.Mapped>(mapping.Map(record));
            foreach (var resource in mapped.Resources.Where(r => r.Role != ResourceRole.Party))
            {
                var wanted = JsonNode.Parse(Encoding.UTF8.GetString(ResourceJson.ToUtf8(resource.Resource)))!.AsObject();
                var found = there[ServerContent.Key(wanted)].SingleOrDefault();
                expected++;
                if (found is null)
                    differences.Add($"{ServerContent.Key(wanted)} is not there");
                else if (ServerContent.Comparable(found) is var is_ && ServerContent.Comparable(wanted) is var should && is_ != should)
                    differences.Add($"{ServerContent.Key(wanted)}:\n  is     {is_}\n  should {should}");
            }
        }

        Assert.True(expected > 500, $"only {expected} resources are expected: is the sample clinic there?");
        Assert.True(differences.Count == 0, $"{differences.Count} differences:\n{string.Join('\n', differences.Take(5))}");
    }

    private static async Task<string> VersionsAsync(Uri server) =>
        string.Join('\n', (await ServerContent.ReadAsync(server)).SelectMany(r => r)
            .Select(r => $"{r["resourceType"]}/{r["id"]} {r["meta"]!["versionId"]}").Order(StringComparer.Ordinal));
}
