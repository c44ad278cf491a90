using System.CommandLine;
using FhirAdapter.Host.Output;
using FhirAdapter.Records;

namespace FhirAdapter.Host.Commands;

internal static class ReplayCommand
{
    public static Command Create()
    {
        var record = new Argument<RecordKey?>("KIND/ID")
        {
            Description = "Only this record, such as pain-score/PS-17; all where it is left out.",
            Arity = ArgumentArity.ZeroOrOne,
            CustomParser = RecordArgument.Parse,
        };
        var destination = SharedOptions.Destination("Only at this destination.");
        var json = SharedOptions.Json();
        var command = new Command(
            "replay", "Make parked and held deliveries due again, with all attempts before them. A running worker takes them up; else use `sync`.")
        {
            record,
            destination,
            json,
        };
        command.SetAction((parsed, cancellationToken) => AdapterCall.WithOperationsAsync(parsed, async (operations, token) =>
        {
            var replayed = await operations.ReplayAsync(parsed.GetValue(destination), parsed.GetValue(record), token);
            if (parsed.GetValue(json))
                Terminal.WriteJson(new { replayed });
            else
                Console.Out.WriteLine($"{Counted.Of(replayed, "delivery is", "deliveries are")} due again.");
            return ExitCode.Success;
        }, cancellationToken));
        return command;
    }
}
