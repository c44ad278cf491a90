using System.Globalization;
using Spectre.Console;

namespace FhirAdapter.Host.Output;

/// <summary>The counts of a loss report as a table that fits on a page: only the columns that count something, and what they mean below.</summary>
internal static class LossTable
{
    /// <param name="elements">How often each element met what.</param>
    public static void Write(IReadOnlyDictionary<string, Dictionary<string, int>> elements)
    {
        if (elements.Count == 0)
            return;
        List<LossColumn> columns = [.. LossColumn.All.Where(column => elements.Values.Any(counts => counts.ContainsKey(column.Code)))];
        var table = Terminal.Table("element");
        foreach (var column in columns)
            table.AddColumn(new TableColumn(column.Heading).NoWrap().RightAligned().Padding(0, 1));
        foreach (var (element, counts) in elements)
            table.AddRow([element, .. columns.Select(column => counts.TryGetValue(column.Code, out var count) ? count.ToString("N0", CultureInfo.InvariantCulture) : "-")]);
        Terminal.Write(table);
        foreach (var meaning in columns.Select(column => column.Meaning).Distinct())
            WrappedText.Write(meaning, "", "  ");
    }
}
