using System.CommandLine;
using FhirAdapter.Configuration;
using FhirAdapter.Operations;
using FhirAdapter.Outbox;
using FhirAdapter.Host.Output;
using Microsoft.Extensions.DependencyInjection;

namespace FhirAdapter.Host.Commands;

/// <summary>Runs what a verb does, and turns what can go wrong into one clear line and an exit code.</summary>
internal static class AdapterCall
{
    /// <summary>Runs a verb that asks something of the adapter without its background workers.</summary>
    public static Task<int> WithOperationsAsync(
        ParseResult parsed, Func<AdapterOperations, CancellationToken, Task<int>> verb, CancellationToken cancellationToken) =>
        GuardAsync(async () =>
        {
            var builder = HostSettings.CreateBuilder(parsed);
            builder.Services.AddFhirAdapterOperations(builder.Configuration);
            using var host = builder.Build();
            return await verb(host.Services.GetRequiredService<AdapterOperations>(), cancellationToken);
        });

    /// <summary>Runs anything, and turns what can go wrong into one clear line and an exit code.</summary>
    public static async Task<int> GuardAsync(Func<Task<int>> verb)
    {
        try
        {
            return await verb();
        }
        catch (AdapterConfigurationException exception)
        {
            foreach (var error in exception.Errors)
                await Terminal.Error.WriteLineAsync(error);
            return ExitCode.Configuration;
        }
        catch (OutboxUnavailableException exception)
        {
            await Terminal.Error.WriteLineAsync(exception.Message);
            return ExitCode.Unexpected;
        }
        catch (OperationCanceledException)
        {
            return ExitCode.Unexpected;
        }
        catch (Exception exception)
        {
            // Only the type: the text of an unexpected exception may hold what a record holds.
            await Terminal.Error.WriteLineAsync($"Unexpected: {exception.GetType().Name}. Nothing that was accepted is lost; run the command again.");
            return ExitCode.Unexpected;
        }
    }
}
