using System.CommandLine;

namespace FhirAdapter.Host.Commands;

internal static class BackupCommand
{
    public static Command Create()
    {
        var file = new Argument<string>("FILE") { Description = "The new file. It must not be there yet; its folder must." };
        var command = new Command(
            "backup",
            "Write a copy of the ledger and read it through for damage, while the adapter goes on. To restore: stop the adapter, put the copy in the ledger's place "
            + "(no file of its name with -wal or -shm beside it), start. What was delivered since is sent again and has no further effect.")
        {
            file,
        };
        command.SetAction((parsed, cancellationToken) => AdapterCall.WithOperationsAsync(parsed, async (operations, token) =>
        {
            var path = Path.GetFullPath(parsed.GetValue(file)!);
            await operations.BackUpAsync(path, token);
            Console.Out.WriteLine($"{path}: {new FileInfo(path).Length:N0} bytes, read through and sound.");
            return ExitCode.Success;
        }, cancellationToken));
        return command;
    }
}
