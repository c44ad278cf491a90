using System.Globalization;
using System.Net.Http.Json;
using System.Text.Json;
using FhirAdapter.Benchmarks.Clinics.Bulk;
using FhirAdapter.Benchmarks.Compare;
using FhirAdapter.Benchmarks.NullSink;
using FhirAdapter.Outbox.Sqlite;
using FhirAdapter.Records;
using FhirAdapter.Records.Reading;
using FhirAdapter.Sync;

namespace FhirAdapter.Benchmarks.Pending;

/// <summary>The verb <c>pending</c>: how an adapter starts that owes very much, how much memory that takes, and how quickly it catches up.</summary>
internal static class PendingCommand
{
    private const int Chunk = 5_000;
    private const string Destination = "sink";

    public static async Task<int> RunAsync(CommandLine line, CancellationToken cancellationToken)
    {
        var records = line.Count("--records", 1_000_000, 1, 10_000_000);
        var kind = line.OneOf("--kind", BulkClinic.PainScores, BulkClinic.Kinds);
        using var bound = new CancellationTokenSource(TimeSpan.FromSeconds(line.Count("--seconds", 1_800, 1, 86_400)), TimeProvider.System);
        using var end = CancellationTokenSource.CreateLinkedTokenSource(bound.Token, cancellationToken);
        var folder = Directory.CreateDirectory(Path.Combine(line.Text("--dir", Path.GetTempPath()), "fhir-adapter-pending-" + Environment.ProcessId)).FullName;
        try
        {
            Directory.CreateDirectory(Path.Combine(folder, "inbox"));
            var ledger = Path.Combine(folder, "ledger.db");
            await FillAsync(ledger, records, kind, end.Token);
            var bytes = new FileInfo(ledger).Length;
            await using var sink = ChildProcess.Start("sink");
            var url = await sink.ReadLineAsync(end.Token);
            var started = TimeProvider.System.GetUtcNow();
            await using var leg = ChildProcess.Start(
                "leg-adapter", "--folder", folder, "--sink", url, "--records", records.ToString(CultureInfo.InvariantCulture));
            var figures = LegFigures.Parse(await leg.ReadLineAsync(end.Token));
            using var http = new HttpClient();
            var count = await http.GetFromJsonAsync<SinkCount>(new Uri(url + "figures"), end.Token);
            var found = new PendingFigures(records, bytes / 1024.0 / 1024.0, (count!.FirstAt!.Value - started).TotalSeconds, figures.Seconds, figures.PeakRssMiB);
            if (line.Has("--json"))
                await File.WriteAllTextAsync(line.Text("--json"), JsonSerializer.Serialize(found, JsonSerializerOptions.Web), end.Token);
            await Console.Out.WriteLineAsync(FormattableString.Invariant(
                $"{records} {kind} records pending, ledger {found.LedgerMiB:F0} MiB | first request {found.FirstRequestSeconds:F1} s after the start of the process | peak RSS {figures.PeakRssMiB:F0} MiB | caught up in {figures.Seconds:F0} s, {figures.RecordsPerSecond:F0}/s, {figures.CpuSeconds:F0} s CPU"));
            return 0;
        }
        finally
        {
            Directory.Delete(folder, recursive: true);
        }
    }

    private static async Task FillAsync(string ledger, int records, string kind, CancellationToken cancellationToken)
    {
        await using var outbox = new SqliteOutbox(new SqliteOutboxOptions { Path = ledger }, TimeProvider.System);
        await outbox.InitializeAsync([Destination], cancellationToken);
        foreach (var chunk in BulkClinic.Records(records, kind).Chunk(Chunk))
            await outbox.AppendAsync(LedgerEntry.Of([.. chunk.Select(Checked)]), cancellationToken);
    }

    private static ReadRecord.Good Checked(ClinicRecord record) => (ReadRecord.Good)RecordJson.Check(record);
}
