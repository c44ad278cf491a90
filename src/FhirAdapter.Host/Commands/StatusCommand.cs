using System.CommandLine;
using FhirAdapter.Host.Output;

namespace FhirAdapter.Host.Commands;

internal static class StatusCommand
{
    public static Command Create()
    {
        var json = SharedOptions.Json();
        var command = new Command(
            "status",
            "Show the accounts of each destination (accepted = delivered + superseded + pending + held + parked), and what keeps the adapter from being ready. "
            + "Whether its loops move only a running adapter can tell: see GET /health/ready.")
        {
            json,
        };
        command.SetAction((parsed, cancellationToken) => AdapterCall.WithOperationsAsync(parsed, async (operations, token) =>
        {
            var status = await operations.StatusAsync(token);
            var readiness = await operations.ReadinessAsync(token);
            if (parsed.GetValue(json))
            {
                Terminal.WriteJson(new { status.Destinations, readiness });
            }
            else
            {
                StatusTable.Write(status);
                foreach (var finding in readiness.Findings)
                    Console.Out.WriteLine($"{finding.Code}{(finding.Subject is null ? "" : " " + finding.Subject)}: {finding.Mend}");
            }

            return ExitCode.Success;
        }, cancellationToken));
        return command;
    }
}
