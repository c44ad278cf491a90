using System.CommandLine;
using FhirAdapter.Host.Output;
using FhirAdapter.Operations;

namespace FhirAdapter.Host.Commands;

internal static class SyncCommand
{
    public static Command Create()
    {
        var json = SharedOptions.Json();
        var wait = new Option<TimeSpan>("--wait")
        {
            Description = "How long to go on with deliveries that were put off, as hours:minutes:seconds.",
            HelpName = "TIME",
            DefaultValueFactory = _ => TimeSpan.FromSeconds(30),
        };
        var command = new Command(
            "sync",
            "Read every source once, deliver everything due, show the accounts and end. Exit code 0: all delivered; 3: something is parked, held or still owed.")
        {
            wait,
            json,
        };
        command.SetAction((parsed, cancellationToken) => AdapterCall.WithOperationsAsync(parsed, async (operations, token) =>
        {
            var status = await operations.SyncAsync(parsed.GetValue(wait), token);
            if (parsed.GetValue(json))
                Terminal.WriteJson(new { progress = operations.Progress, status.Destinations });
            else
                Summary.Write(operations.Progress, status);
            return Judge(operations.Progress, status);
        }, cancellationToken));
        return command;
    }

    /// <summary>The exit code that the accounts and the refused records call for.</summary>
    public static int Judge(AdapterProgress progress, AdapterStatus status) =>
        progress.Refused == 0 && status.Destinations.All(d => d.Pending + d.Held + d.Parked == 0)
            ? ExitCode.Success
            : ExitCode.NotAllDelivered;
}
