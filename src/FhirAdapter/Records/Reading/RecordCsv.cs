using CsvHelper;
using FhirAdapter.Records.Reading.Files;

namespace FhirAdapter.Records.Reading;

/// <summary>Writes records as CSV, one row each, with a column for each path that any of them fills.</summary>
internal static class RecordCsv
{
    /// <summary>Writes a header row and the records; the columns are in the order of the contract.</summary>
    public static async Task WriteAsync(IEnumerable<ClinicRecord> records, TextWriter writer, CancellationToken cancellationToken = default)
    {
        var rows = records.Select(CsvCells.Of).ToList();
        var columns = rows.SelectMany(r => r.Values).Select(c => (c.Order, c.Path)).Distinct()
            .OrderBy(c => c.Order, StringComparer.Ordinal).Select(c => c.Path).Distinct().ToList();
        using var csv = CsvWriter.Create(writer, new CsvWriterOptions { NewLine = "\n" }, leaveOpen: true);
        columns.ForEach(csv.WriteField);
        await csv.EndRecordAsync(cancellationToken).ConfigureAwait(false);
        foreach (var row in rows)
        {
            foreach (var column in columns)
                csv.WriteField(row.TryGetValue(column, out var cell) ? cell.Text : "");
            await csv.EndRecordAsync(cancellationToken).ConfigureAwait(false);
        }

        await csv.FlushAsync(cancellationToken).ConfigureAwait(false);
    }
}
