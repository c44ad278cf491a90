using static FhirAdapter.Host.Tests.Commands.CommandTests;

namespace FhirAdapter.Host.Tests.Commands;

public sealed class BackupTests
{
    [Fact]
    public async Task A_restored_backup_sends_again_what_it_does_not_know_was_sent_and_the_server_holds_each_record_once()
    {
        await using var site = await Site.OpenAsync(patients: "Create");
        var (ledger, backup) = (Path.Combine(site.Folder, "ledger.db"), Path.Combine(site.Folder, "backup.db"));
        site.Drop("first.ndjson", Score("PS-1", 4) + "\n" + Score("PS-2", 4));
        site.Settings["FhirAdapter:Destinations:FhirServers:server:BaseAddress"] = "http://127.0.0.1:1/fhir";
        await site.RunAsync("sync", "--wait", "00:00:00");

        var written = await site.RunAsync("backup", backup);
        var again = await site.RunAsync("backup", backup);
        site.Settings["FhirAdapter:Destinations:FhirServers:server:BaseAddress"] = site.Server.BaseAddress.AbsoluteUri;
        Assert.Equal(0, (await site.RunAsync("sync")).ExitCode);
        File.Move(backup, ledger, overwrite: true);
        var restored = await site.RunAsync("sync");

        Assert.Equal((0, 1, 0), (written.ExitCode, again.ExitCode, restored.ExitCode));
        Assert.Contains("read through and sound", written.Output, StringComparison.Ordinal);
        Assert.Contains("is there already", again.Error, StringComparison.Ordinal);
        Assert.Equal(2, site.Server.CountByType()["Observation"]);
    }
}
