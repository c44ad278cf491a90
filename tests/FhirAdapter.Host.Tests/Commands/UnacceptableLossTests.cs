using FhirAdapter.Sandbox;

namespace FhirAdapter.Host.Tests.Commands;

/// <summary>A loss that the settings call unacceptable, from the file to what a person is told.</summary>
public sealed class UnacceptableLossTests
{
    [Fact]
    public async Task A_record_that_would_lose_it_is_parked_with_its_plan_and_nothing_of_it_is_sent()
    {
        await using var server = await SandboxServer.StartAsync(new SandboxOptions { Manners = SandboxManners.Of("oracle-health") }, TimeProvider.System, CancellationToken.None);
        await using var site = await Site.OpenAsync(patients: "Resolve");
        site.Settings["FhirAdapter:Destinations:FhirServers:server:BaseAddress"] = server.BaseAddress.AbsoluteUri;
        site.Settings["FhirAdapter:Destinations:FhirServers:server:Practitioners"] = "Resolve";
        site.Settings["FhirAdapter:Destinations:FhirServers:server:WriteProfile:Name"] = "oracle-health";
        site.Settings["FhirAdapter:Destinations:FhirServers:server:WriteProfile:UnacceptableLosses:0"] = "Observation.issued";
        KnowPatient(server);
        site.Drop("scores.ndjson", CommandTests.Score("PS-1", 4));

        var sync = await site.RunAsync("sync", "--wait", "00:00:00");
        var letters = await site.RunAsync("dead-letters");
        var why = await site.RunAsync("why", "pain-score/PS-1");

        Assert.Equal((3, 0, 0), (sync.ExitCode, letters.ExitCode, why.ExitCode));
        Assert.Contains("rejected.unacceptable-loss", letters.Output, StringComparison.Ordinal);
        Assert.Contains("Observation.issued", letters.Output, StringComparison.Ordinal);
        Assert.Contains("parked: rejected.unacceptable-loss", why.Output, StringComparison.Ordinal);
        Assert.Contains("profile oracle-health, way document", why.Output, StringComparison.Ordinal);
        Assert.Contains("  dropped: ", why.Output, StringComparison.Ordinal);
        Assert.Equal(["Patient"], server.Resources.Select(each => each.Type));

        // What is borne after all goes when it is replayed.
        site.Settings.Remove("FhirAdapter:Destinations:FhirServers:server:WriteProfile:UnacceptableLosses:0");
        await site.RunAsync("replay", "pain-score/PS-1");
        Assert.Equal(0, (await site.RunAsync("sync")).ExitCode);
        Assert.Equal(["DocumentReference", "Patient"], server.Resources.Select(each => each.Type).Order());
    }

    private static void KnowPatient(SandboxServer server) => server.Load("""
            { "resourceType": "Bundle", "type": "transaction", "entry": [ {
                "resource": { "resourceType": "Patient", "identifier": [ { "system": "urn:oid:2.999.1", "value": "canary-7f3a" } ] },
                "request": { "method": "POST", "url": "Patient" } } ] }
            """u8.ToArray());
}
