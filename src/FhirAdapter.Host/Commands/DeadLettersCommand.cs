using System.CommandLine;
using System.Globalization;
using FhirAdapter.Host.Output;
using FhirAdapter.Outbox;
using Spectre.Console;

namespace FhirAdapter.Host.Commands;

internal static class DeadLettersCommand
{
    public static Command Create()
    {
        var json = SharedOptions.Json();
        var destination = SharedOptions.Destination("Only those of this destination.");
        var limit = new Option<int>("--limit") { Description = "At most so many.", HelpName = "N", DefaultValueFactory = _ => 100 };
        var command = new Command(
            "dead-letters", "List deliveries kept for a person (parked) and those that wait for another record (held), longest standing first, with the reason.")
        {
            destination,
            limit,
            json,
        };
        command.SetAction((parsed, cancellationToken) => AdapterCall.WithOperationsAsync(parsed, async (operations, token) =>
        {
            var letters = await operations.DeadLettersAsync(parsed.GetValue(destination), Math.Max(1, parsed.GetValue(limit)), token).ToListAsync(token);
            if (parsed.GetValue(json))
                Terminal.WriteJson(letters);
            else
                Write(letters);
            return ExitCode.Success;
        }, cancellationToken));
        return command;
    }

    private static void Write(List<ParkedDelivery> letters)
    {
        if (letters.Count == 0)
        {
            Console.Out.WriteLine("Nothing is parked or held.");
            return;
        }

        var table = Terminal.Table("destination", "record", "version", "state", "since", "attempts", "reason", "where", "expected");
        foreach (var letter in letters)
        {
            table.AddRow(
                Markup.Escape(letter.Destination),
                Markup.Escape(letter.Key.ToString()),
                letter.Version.ToString(CultureInfo.InvariantCulture),
                letter.State == DeliveryState.Parked ? "parked" : "held",
                letter.Since.ToUniversalTime().ToString("yyyy-MM-dd HH:mm:ss'Z'", CultureInfo.InvariantCulture),
                letter.Attempts.ToString(CultureInfo.InvariantCulture),
                Markup.Escape(FailureText.Of(letter.Failure)),
                Markup.Escape(letter.Failure.Path ?? "-"),
                Markup.Escape(letter.Failure.Expected ?? "-"));
        }

        Terminal.Write(table);
        Console.Out.WriteLine("When the cause is mended: `fhir-adapter replay` (all), or `fhir-adapter replay KIND/ID`.");
    }
}
