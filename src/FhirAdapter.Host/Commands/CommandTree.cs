using System.CommandLine;

namespace FhirAdapter.Host.Commands;

/// <summary>All verbs of the command line, one file each.</summary>
internal static class CommandTree
{
    public static RootCommand Build()
    {
        var root = new RootCommand(
            """
            Maps a clinic's dry-needling records to FHIR R4 and keeps FHIR servers in step with them.

            Begin with `fhir-adapter demo`: it needs no settings. For a real server write an appsettings.json (see README), look at it
            with `fhir-adapter check`, then let it work with `fhir-adapter run`.

            Exit codes: 0 all is well, 1 unexpected, 2 command line or settings, 3 something is parked, held, refused or still owed.
            """);
        root.Options.Add(SharedOptions.Config);
        root.Options.Add(SharedOptions.Set);
        root.Subcommands.Add(DemoCommand.Create());
        root.Subcommands.Add(RunCommand.Create());
        root.Subcommands.Add(SyncCommand.Create());
        root.Subcommands.Add(MapCommand.Create());
        root.Subcommands.Add(PlanCommand.Create());
        root.Subcommands.Add(CheckCommand.Create());
        root.Subcommands.Add(StatusCommand.Create());
        root.Subcommands.Add(DeadLettersCommand.Create());
        root.Subcommands.Add(ReplayCommand.Create());
        root.Subcommands.Add(AcceptCommand.Create());
        root.Subcommands.Add(WhyCommand.Create());
        root.Subcommands.Add(BackupCommand.Create());
        root.Subcommands.Add(KeysCommand.Create());
        root.Subcommands.Add(SandboxCommand.Create());
        return root;
    }
}
