using System.CommandLine;
using FhirAdapter.Host.Output;

namespace FhirAdapter.Host.Commands;

internal static class StatusCommand
{
    public static Command Create()
    {
        var json = SharedOptions.Json();
        var command = new Command("status", "Show the accounts of each destination: accepted = delivered + superseded + pending + held + parked.") { json };
        command.SetAction((parsed, cancellationToken) => AdapterCall.WithOperationsAsync(parsed, async (operations, token) =>
        {
            var status = await operations.StatusAsync(token);
            if (parsed.GetValue(json))
                Terminal.WriteJson(status);
            else
                StatusTable.Write(status);
            return ExitCode.Success;
        }, cancellationToken));
        return command;
    }
}
