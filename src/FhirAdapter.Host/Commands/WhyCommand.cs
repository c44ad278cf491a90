using System.CommandLine;
using FhirAdapter.Host.Output;
using FhirAdapter.Records;

namespace FhirAdapter.Host.Commands;

internal static class WhyCommand
{
    public static Command Create()
    {
        var record = new Argument<RecordKey?>("KIND/ID")
        {
            Description = "The record, such as needling-procedure/DN-17.",
            Arity = ArgumentArity.ExactlyOne,
            CustomParser = RecordArgument.Parse,
        };
        var json = SharedOptions.Json();
        var command = new Command(
            "why", "Tell where one record stands at each destination, and each attempt: when, what came of it, the id there. No clinical value is shown.")
        {
            record,
            json,
        };
        command.SetAction((parsed, cancellationToken) => AdapterCall.WithOperationsAsync(parsed, async (operations, token) =>
        {
            var key = parsed.GetValue(record)!.Value;
            if (await operations.WhyAsync(key, token) is not { } history)
            {
                await Terminal.Error.WriteLineAsync($"The ledger has never seen {key}. Was its file taken? Look into the watched folder's failed/ reports.");
                return ExitCode.NotAllDelivered;
            }

            if (parsed.GetValue(json))
                Terminal.WriteJson(history);
            else
                HistoryTable.Write(history);
            return ExitCode.Success;
        }, cancellationToken));
        return command;
    }
}
