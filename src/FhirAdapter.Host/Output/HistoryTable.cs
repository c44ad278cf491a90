using System.Globalization;
using FhirAdapter.Outbox;
using Spectre.Console;

namespace FhirAdapter.Host.Output;

/// <summary>Where one record stands, and each attempt at it, for a person.</summary>
internal static class HistoryTable
{
    public static void Write(RecordHistory history)
    {
        Console.Out.WriteLine(string.Create(CultureInfo.InvariantCulture,
            $"{history.Key}: version {history.Version}{(history.Deleted ? ", taken back" : "")}, accepted {Time(history.AcceptedAt)}"));

        var standings = Terminal.Table("destination", "state", "version there", "id there", "attempts", "put off since", "due", "reason");
        foreach (var standing in history.Deliveries)
        {
            standings.AddRow(
                Markup.Escape(standing.Destination), State(standing.State), Text(standing.DeliveredVersion), Text(standing.RemoteId),
                Text(standing.Attempts), standing.PutOffSince is { } since ? Time(since) : "-",
                standing.Due is { } due ? Time(due) : "-", standing.Failure is { } failure ? Markup.Escape(FailureText.Of(failure)) : "-");
        }

        Terminal.Write(standings);
        var journal = Terminal.Table("when", "destination", "version", "took", "outcome", "where", "id there");
        foreach (var entry in history.Journal)
        {
            journal.AddRow(
                Time(entry.At), Markup.Escape(entry.Destination), Text(entry.Version),
                string.Create(CultureInfo.InvariantCulture, $"{entry.Duration.TotalMilliseconds:N0} ms"),
                entry.Failure is { } failure ? Markup.Escape($"{State(entry.State)}: {FailureText.Of(failure)}") : State(entry.State),
                Markup.Escape(entry.Failure?.Path ?? "-"), Text(entry.RemoteId));
        }

        Terminal.Write(journal);
        foreach (var planned in history.Journal.Where(entry => entry.Plan is not null).GroupBy(entry => entry.Destination).Select(entries => entries.Last()))
            Console.Out.WriteLine($"plan of version {planned.Version} at {planned.Destination}: {string.Join(Environment.NewLine, StoredPlan.Lines(planned.Plan!))}");
    }

    private static string State(DeliveryState state) => state switch
    {
        DeliveryState.Pending => "pending",
        DeliveryState.Held => "held",
        DeliveryState.Delivered => "delivered",
        _ => "parked",
    };

    private static string Text<T>(T? value) => value is null ? "-" : Markup.Escape(string.Create(CultureInfo.InvariantCulture, $"{value}"));

    private static string Time(DateTimeOffset time) => time.ToUniversalTime().ToString("yyyy-MM-dd HH:mm:ss.fff'Z'", CultureInfo.InvariantCulture);
}
