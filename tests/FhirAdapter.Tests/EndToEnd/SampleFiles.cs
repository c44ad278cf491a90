using FhirAdapter.Records;
using FhirAdapter.Records.Reading;

namespace FhirAdapter.Tests.EndToEnd;

/// <summary>The sample clinic's files and what is in them.</summary>
internal static class SampleFiles
{
    public static IReadOnlyList<string> All { get; } =
    [
        .. Directory.EnumerateFiles(ClinicSite.Samples).Where(f => Path.GetExtension(f) is ".json" or ".ndjson" or ".csv").Order(StringComparer.Ordinal),
    ];

    /// <summary>The newest version of each record, as the ledger would keep it: a bare deletion keeps the content before it.</summary>
    public static async Task<IReadOnlyList<ClinicRecord>> NewestAsync()
    {
        var newest = new Dictionary<RecordKey, ClinicRecord>();
        var reader = new RecordFileReader(new RecordReadingOptions());
        foreach (var file in All)
        {
            await using var stream = File.OpenRead(file);
            await foreach (var read in reader.ReadAsync(stream, Path.GetFileName(file), CancellationToken.None))
            {
                var good = Assert.IsType<ReadRecord.Good>(read);
                var before = newest.GetValueOrDefault(good.Record.Key);
                if (before is not null && before.Version >= good.Record.Version)
                    continue;
                newest[good.Record.Key] = good.Payload.IsEmpty && before is not null
                    ? before with { Version = good.Record.Version, Deleted = true }
                    : good.Record;
            }
        }

        return [.. newest.Values];
    }
}
