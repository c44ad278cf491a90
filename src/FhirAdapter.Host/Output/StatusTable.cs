using System.Globalization;
using FhirAdapter.Operations;
using FhirAdapter.Outbox;
using Spectre.Console;

namespace FhirAdapter.Host.Output;

/// <summary>The accounts of each destination, for a person.</summary>
internal static class StatusTable
{
    public static void Write(AdapterStatus status)
    {
        var table = Terminal.Table("destination", "accepted", "delivered", "superseded", "pending", "held", "parked", "oldest pending", "next due");
        foreach (var column in table.Columns.Skip(1).Take(6))
            column.RightAligned();
        foreach (var counts in status.Destinations)
            table.AddRow(Cells(counts));
        Terminal.Write(table);
        foreach (var counts in status.Destinations)
        {
            foreach (var reason in counts.ParkedReasons)
                Terminal.Out.WriteLine($"{counts.Destination}: {Number(reason.Count)} parked: {reason.Code}");
        }

        foreach (var counts in status.Destinations.Where(c => c.Learned is not null))
            Terminal.Out.WriteLine($"{counts.Destination}: {counts.Learned} (learned)");
        foreach (var counts in status.Destinations)
        {
            foreach (var notice in counts.Notices)
                Terminal.Out.WriteLine($"{counts.Destination}: {NoticeText.Of(notice)}");
        }

        foreach (var counts in status.Destinations.Where(c => c.Residue != 0))
            Terminal.Error.WriteLine($"{counts.Destination}: the accounts do not close, {Counted.Of(counts.Residue, "version is", "versions are")} unexplained. Keep the ledger and report this.");
    }

    private static string[] Cells(DestinationCounts counts) =>
    [
        Markup.Escape(counts.Destination), Number(counts.Accepted), Number(counts.Delivered), Number(counts.Superseded),
        Number(counts.Pending), Number(counts.Held), Number(counts.Parked), Time(counts.OldestPending), Time(counts.NextDue),
    ];

    private static string Number(long number) => number.ToString("N0", CultureInfo.InvariantCulture);

    private static string Time(DateTimeOffset? time) => time?.ToUniversalTime().ToString("yyyy-MM-dd HH:mm:ss'Z'", CultureInfo.InvariantCulture) ?? "-";
}
