using System.Text;
using FhirAdapter.Records;
using FhirAdapter.Records.Reading;

namespace FhirAdapter.Benchmarks.Clinics.Sample;

/// <summary>The sample clinic as files, read in the order of their names.</summary>
internal static class SampleFiles
{
    /// <summary>Gives name and content of each file, the same bytes every time.</summary>
    public static async Task<IReadOnlyList<(string Name, byte[] Content)>> WriteAsync(CancellationToken cancellationToken)
    {
        var book = SampleClinic.Write();
        var late = book.Scores.Where(s => s.Phase == "follow-up").MaxBy(s => s.LastChanged)!;
        return
        [
            ("01-findings.json", Array(InTime(book.Findings))),
            ("02-sessions.ndjson", Lines(InTime(book.Sessions))),
            ("03-scores.csv", await CsvAsync(InTime(book.Scores.Where(s => s != late)), cancellationToken)),
            ("04-corrections.ndjson", Lines(book.Corrections)),
            ("05-deletions.json", Array(book.Deletions)),
            ("06-sessions-again.csv", await CsvAsync(Duplicates.OfSessions(book), cancellationToken)),
            ("07-exported-again.ndjson", Lines(Duplicates.OfTheRest(book))),
            ("08-late-score.json", [.. RecordJson.Write(late), (byte)'\n']),
        ];
    }

    private static IEnumerable<ClinicRecord> InTime(IEnumerable<ClinicRecord> records) => records.OrderBy(r => r.LastChanged);

    private static byte[] Lines(IEnumerable<ClinicRecord> records) =>
        [.. records.SelectMany(record => (byte[])[.. RecordJson.Write(record), (byte)'\n'])];

    private static byte[] Array(IEnumerable<ClinicRecord> records) =>
        Encoding.UTF8.GetBytes("[\n" + string.Join(",\n", records.Select(r => Encoding.UTF8.GetString(RecordJson.Write(r)))) + "\n]\n");

    private static async Task<byte[]> CsvAsync(IEnumerable<ClinicRecord> records, CancellationToken cancellationToken)
    {
        await using var text = new StringWriter { NewLine = "\n" };
        await RecordCsv.WriteAsync(records, text, cancellationToken);
        return Encoding.UTF8.GetBytes(text.ToString());
    }
}
