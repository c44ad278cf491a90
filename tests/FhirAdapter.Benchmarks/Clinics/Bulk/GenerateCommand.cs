using FhirAdapter.Records.Reading;

namespace FhirAdapter.Benchmarks.Clinics.Bulk;

/// <summary>The verb <c>generate</c>: a big NDJSON file for speed runs, written as it is made.</summary>
internal static class GenerateCommand
{
    public static async Task<int> RunAsync(CommandLine line, CancellationToken cancellationToken)
    {
        var count = line.Count("--records", 200_000, 1, 100_000_000);
        var kind = line.OneOf("--kind", BulkClinic.PainScores, BulkClinic.Kinds);
        await WriteAsync(line.Text("--out"), count, kind, cancellationToken);
        return 0;
    }

    public static async Task WriteAsync(string path, int count, string kind, CancellationToken cancellationToken)
    {
        await using var file = new FileStream(path, FileMode.Create, FileAccess.Write, FileShare.None, 1 << 20, useAsync: true);
        foreach (var record in BulkClinic.Records(count, kind))
        {
            await file.WriteAsync(RecordJson.Write(record), cancellationToken);
            file.WriteByte((byte)'\n');
        }
    }
}
