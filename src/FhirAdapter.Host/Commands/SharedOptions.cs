using System.CommandLine;

namespace FhirAdapter.Host.Commands;

/// <summary>Options that several verbs have.</summary>
internal static class SharedOptions
{
    public static Option<FileInfo?> Config { get; } = new("--config", "-c")
    {
        Description = "The settings file. Without it, appsettings.json in the current folder, if it is there. Environment variables such as "
            + "FhirAdapter__Identity__System come after it.",
        HelpName = "FILE",
        Recursive = true,
    };

    public static Option<string[]> Set { get; } = new("--set")
    {
        Description = "One setting, stronger than file and environment, for example --set Outbox:Path=/var/lib/fhir-adapter/ledger.db. "
            + "May be given several times. Not for secrets: other users can see command lines.",
        HelpName = "KEY=VALUE",
        Recursive = true,
        AllowMultipleArgumentsPerToken = false,
        DefaultValueFactory = _ => [],
    };

    public static Option<bool> Json() => new("--json") { Description = "Print JSON for a program instead of a table for a person." };

    public static Option<string?> Destination(string description) => new("--destination", "-d") { Description = description, HelpName = "NAME" };
}
