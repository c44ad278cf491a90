using System.CommandLine;
using FhirAdapter.Configuration;
using FhirAdapter.Host.Output;
using FhirAdapter.Operations;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;

namespace FhirAdapter.Host.Commands;

internal static class RunCommand
{
    public static Command Create()
    {
        var command = new Command("run", "Work until stopped (Ctrl+C or SIGTERM): watch the sources, keep every destination in step. Logs go to standard error.");
        command.SetAction((parsed, cancellationToken) => AdapterCall.GuardAsync(async () =>
        {
            var builder = HostSettings.CreateBuilder(parsed, LogLevel.Information);
            builder.Services.AddFhirAdapter(builder.Configuration);
            using var host = builder.Build();
            // Opens the ledger before the workers do, so that what is wrong with it ends the command with one clear line.
            await host.Services.GetRequiredService<AdapterOperations>().StatusAsync(cancellationToken);
            await host.RunAsync(cancellationToken);
            return ExitCode.Success;
        }));
        return command;
    }
}
