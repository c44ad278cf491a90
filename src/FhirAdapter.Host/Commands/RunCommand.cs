using System.CommandLine;
using FhirAdapter.Configuration;
using FhirAdapter.Host.Http;
using FhirAdapter.Host.Intake;
using FhirAdapter.Host.Telemetry;
using FhirAdapter.Operations;
using Microsoft.AspNetCore.Builder;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;

namespace FhirAdapter.Host.Commands;

internal static class RunCommand
{
    public static Command Create()
    {
        var command = new Command(
            "run",
            "Work until stopped (Ctrl+C or SIGTERM): watch the sources, take pushed records, keep every destination in step, answer about health. Logs go to standard error.");
        command.SetAction((parsed, cancellationToken) => AdapterCall.GuardAsync(async () =>
        {
            using var host = Build(parsed);
            // Opens the ledger before the workers do, so that what is wrong with it ends the command with one clear line.
            await host.Services.GetRequiredService<AdapterOperations>().StatusAsync(cancellationToken);
            await host.RunAsync(cancellationToken);
            return ExitCode.Success;
        }));
        return command;
    }

    private static IHost Build(ParseResult parsed)
    {
        var web = HostSettings.CreateWebBuilder(parsed, LogLevel.Information);
        var options = FhirAdapterOptions.Read(web.Configuration);
        if (options.Http.Url is null)
        {
            var builder = HostSettings.CreateBuilder(parsed, LogLevel.Information);
            builder.Services.AddFhirAdapter(builder.Configuration);
            LimitStopping(builder.Services, options);
            return builder.Build();
        }

        HttpHost.Add(web, options);
        web.Services.AddFhirAdapter(web.Configuration);
        LimitStopping(web.Services, options);
        var application = web.Build();
        HttpHost.Use(application, options);
        return application;
    }

    private static void LimitStopping(IServiceCollection services, FhirAdapterOptions options) =>
        services.Configure<HostOptions>(host => host.ShutdownTimeout = options.Delivery.DrainLimit + TimeSpan.FromSeconds(5));
}
