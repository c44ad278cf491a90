using System.CommandLine;
using FhirAdapter.Host.Output;
using FhirAdapter.Operations;

namespace FhirAdapter.Host.Commands;

internal static class CheckCommand
{
    public static Command Create()
    {
        var json = SharedOptions.Json();
        var terminology = new Option<bool>("--terminology") { Description = "List every own code, what it goes out as, and which file says so." };
        var command = new Command(
            "check",
            "Check the settings and the operator's code maps (all errors at once), then look at each destination: whether it answers, what it can do, and what its shape adds and leaves out. Sends no patient data. Exit code 3: a destination is not usable.")
        {
            json,
            terminology,
        };
        command.SetAction((parsed, cancellationToken) => AdapterCall.WithOperationsAsync(parsed, async (operations, token) =>
        {
            var probes = await operations.CheckAsync(token);
            if (parsed.GetValue(json))
                Terminal.WriteJson(new { Destinations = probes, operations.Terminology });
            else
                Write(probes, operations.Terminology, parsed.GetValue(terminology));
            return probes.All(p => p.Result.Reachable) ? ExitCode.Success : ExitCode.NotAllDelivered;
        }, cancellationToken));
        return command;
    }

    private static void Write(IReadOnlyList<DestinationProbe> probes, TerminologyListing terminology, bool everyCode)
    {
        Console.Out.WriteLine("The settings are usable.");
        foreach (var probe in probes)
        {
            Console.Out.WriteLine($"{probe.Destination}: {(probe.Result.Reachable ? "usable" : "NOT usable")}");
            foreach (var finding in probe.Result.Findings)
                Console.Out.WriteLine($"  {finding}");
            foreach (var line in probe.Shape)
                Console.Out.WriteLine($"  shape: {line}");
        }

        if (everyCode)
            TerminologyText.WriteListing(terminology);
        else
            TerminologyText.WriteSummary(terminology);
    }
}
