using System.CommandLine;
using FhirAdapter.Host.Output;

namespace FhirAdapter.Host.Commands;

internal static class AcceptCommand
{
    public static Command Create()
    {
        var json = SharedOptions.Json();
        var destination = new Argument<string>("destination") { Description = "The destination's name from the settings." };
        var command = new Command(
            "accept",
            "Accept what `status` tells of a destination: what its server no longer says that it can do, what it newly says, what it was seen not to keep. "
            + "What was held for it goes on in the way that is left, or is parked.")
        {
            destination,
            json,
        };
        command.SetAction((parsed, cancellationToken) => AdapterCall.WithOperationsAsync(parsed, async (operations, token) =>
        {
            var name = parsed.GetValue(destination)!;
            if (await operations.AcceptAsync(name, token) is not { } accepted)
            {
                Console.Error.WriteLine($"There is no destination named '{name}' in the settings.");
                return ExitCode.Configuration;
            }

            if (parsed.GetValue(json))
                Terminal.WriteJson(new { destination = name, accepted });
            else
                Console.Out.WriteLine(accepted == 0 ? $"{name}: there is nothing to accept." : $"{name}: {accepted} accepted.");
            return ExitCode.Success;
        }, cancellationToken));
        return command;
    }
}
