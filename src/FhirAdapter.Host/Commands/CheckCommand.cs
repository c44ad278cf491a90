using System.CommandLine;
using FhirAdapter.Host.Output;

namespace FhirAdapter.Host.Commands;

internal static class CheckCommand
{
    public static Command Create()
    {
        var json = SharedOptions.Json();
        var command = new Command(
            "check",
            "Check the settings (all errors at once), then look at each destination: whether it answers and what it can do. Sends no patient data. Exit code 3: a destination is not usable.")
        {
            json,
        };
        command.SetAction((parsed, cancellationToken) => AdapterCall.WithOperationsAsync(parsed, async (operations, token) =>
        {
            var probes = await operations.CheckAsync(token);
            if (parsed.GetValue(json))
            {
                Terminal.WriteJson(probes);
            }
            else
            {
                Console.Out.WriteLine("The settings are usable.");
                foreach (var probe in probes)
                {
                    Console.Out.WriteLine($"{probe.Destination}: {(probe.Result.Reachable ? "usable" : "NOT usable")}");
                    foreach (var finding in probe.Result.Findings)
                        Console.Out.WriteLine($"  {finding}");
                }
            }

            return probes.All(p => p.Result.Reachable) ? ExitCode.Success : ExitCode.NotAllDelivered;
        }, cancellationToken));
        return command;
    }
}
