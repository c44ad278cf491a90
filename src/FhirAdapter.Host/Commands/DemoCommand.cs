using System.CommandLine;
using FhirAdapter.Host.Demo;
using FhirAdapter.Host.Output;
using FhirAdapter.Operations;
using FhirAdapter.Sandbox;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;

namespace FhirAdapter.Host.Commands;

internal static class DemoCommand
{
    public static Command Create()
    {
        var once = new Option<bool>("--once") { Description = "End when the sample clinic is settled, with a summary." };
        var data = new Option<DirectoryInfo?>("--data") { Description = "An empty folder for inbox and ledger. Without it a new one among the temporary files.", HelpName = "FOLDER" };
        var command = new Command(
            "demo",
            "Watch an invented clinic's records become FHIR R4 on a FHIR server inside this program. Needs no settings. Goes on watching its inbox until stopped.")
        {
            once,
            data,
        };
        command.SetAction((parsed, cancellationToken) => AdapterCall.GuardAsync(async () =>
        {
            try
            {
                return await RunAsync(parsed, DemoFolders.Create(parsed.GetValue(data)), parsed.GetValue(once), cancellationToken);
            }
            catch (InvalidDemoFolderException exception)
            {
                await Terminal.Error.WriteLineAsync(exception.Message);
                return ExitCode.Configuration;
            }
        }));
        return command;
    }

    private static async Task<int> RunAsync(ParseResult parsed, DemoFolders folders, bool once, CancellationToken cancellationToken)
    {
        await using var sandbox = await SandboxServer.StartAsync(new SandboxOptions(), TimeProvider.System, cancellationToken);
        var builder = HostSettings.CreateBuilder(parsed);
        builder.Configuration.AddInMemoryCollection(DemoSettings.For(folders, sandbox.BaseAddress));
        if (once)
            builder.Services.AddFhirAdapterOperations(builder.Configuration);
        else
            builder.Services.AddFhirAdapter(builder.Configuration);
        using var host = builder.Build();
        var operations = host.Services.GetRequiredService<AdapterOperations>();

        Tell(folders, sandbox, once);
        var status = once
            ? await OnceAsync(operations, cancellationToken)
            : await WatchAsync(host, operations, cancellationToken);
        Summary.Write(operations.Progress, status);
        Console.Out.WriteLine("On the server: " + string.Join(", ", sandbox.CountByType().OrderBy(t => t.Key, StringComparer.Ordinal).Select(t => $"{t.Value} {t.Key}")));
        return once ? SyncCommand.Judge(operations.Progress, status) : ExitCode.Success;
    }

    private static void Tell(DemoFolders folders, SandboxServer sandbox, bool once)
    {
        Console.Out.WriteLine("An invented clinic's needling records become FHIR R4 on a sandbox server inside this program.");
        Console.Out.WriteLine($"  server  {new Uri(sandbox.BaseAddress, "/")}{(once ? "" : "   (open it in a browser)")}");
        Console.Out.WriteLine($"  inbox   {folders.Inbox}{(once ? "" : "   (drop a file of records here)")}");
        Console.Out.WriteLine($"  ledger  {folders.Ledger}");
        if (!once)
            Console.Out.WriteLine("Stop with Ctrl+C.");
        Console.Out.WriteLine();
    }

    private static async Task<AdapterStatus> OnceAsync(AdapterOperations operations, CancellationToken cancellationToken)
    {
        using var shown = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken);
        var showing = new DemoProgress(operations, TimeProvider.System).ShowAsync(shown.Token);
        try
        {
            return await operations.SyncAsync(TimeSpan.FromSeconds(30), cancellationToken);
        }
        finally
        {
            await shown.CancelAsync();
            await showing;
        }
    }

    private static async Task<AdapterStatus> WatchAsync(IHost host, AdapterOperations operations, CancellationToken cancellationToken)
    {
        await operations.StatusAsync(cancellationToken);
        await host.StartAsync(cancellationToken);
        await new DemoProgress(operations, TimeProvider.System).ShowAsync(cancellationToken);
        await host.StopAsync(CancellationToken.None);
        return await operations.StatusAsync(CancellationToken.None);
    }
}
