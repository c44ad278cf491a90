using System.CommandLine;
using FhirAdapter.Sandbox;

namespace FhirAdapter.Host.Commands;

internal static class SandboxCommand
{
    public static Command Create()
    {
        var url = new Option<string>("--url")
        {
            Description = "Where to listen; port 0 lets the system choose.",
            HelpName = "URL",
            DefaultValueFactory = _ => "http://127.0.0.1:8080",
        };
        var command = new Command("sandbox", "Serve an empty in-memory FHIR R4 server, for trying out settings. It keeps nothing and guards nothing: never for real data.")
        {
            url,
        };
        command.SetAction((parsed, cancellationToken) => AdapterCall.GuardAsync(async () =>
        {
            await using var sandbox = await SandboxServer.StartAsync(new SandboxOptions { Url = parsed.GetValue(url)! }, TimeProvider.System, cancellationToken);
            Console.Out.WriteLine($"FHIR base {sandbox.BaseAddress}   page {new Uri(sandbox.BaseAddress, "/")}   stop with Ctrl+C");
            await Task.Delay(Timeout.InfiniteTimeSpan, TimeProvider.System, cancellationToken).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
            return ExitCode.Success;
        }));
        return command;
    }
}
