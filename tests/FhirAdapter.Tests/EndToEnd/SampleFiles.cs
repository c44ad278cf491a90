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

    /// <summary>What the records of all or some patients end with; what was taken back before it was ever sent is no matter of profiles.</summary>
    public static async Task<IReadOnlyList<ClinicRecord>> NewestOfAsync(int patients = int.MaxValue)
    {
        var records = (await NewestAsync()).Where(record => !record.Deleted).ToList();
        var chosen = records.Select(record => record.Patient!).Distinct().Take(patients).ToHashSet();
        return [.. records.Where(record => chosen.Contains(record.Patient!))];
    }

    /// <summary>What some of the files hold, in order.</summary>
    public static async Task<IReadOnlyList<ReadRecord.Good>> ReadAsync(Func<string, bool> which)
    {
        List<ReadRecord.Good> records = [];
        var reader = new RecordFileReader(new RecordReadingOptions());
        foreach (var file in All.Where(each => which(Path.GetFileName(each))))
        {
            await using var stream = File.OpenRead(file);
            await foreach (var read in reader.ReadAsync(stream, Path.GetFileName(file), CancellationToken.None))
                records.Add(Assert.IsType<ReadRecord.Good>(read));
        }

        return records;
    }

    /// <summary>
    /// The content that each record ends with, as the ledger keeps it: a bare deletion keeps the content before it, and a later version
    /// with the same content changes nothing. A record of which only a bare deletion came is left out.
    /// </summary>
    public static async Task<IReadOnlyList<ClinicRecord>> NewestAsync()
    {
        var newest = new Dictionary<RecordKey, (long Version, ReadRecord.Good Content, bool Deleted)>();
        foreach (var good in await ReadAsync(_ => true))
        {
            var known = newest.TryGetValue(good.Record.Key, out var before);
            if (known && before.Version >= good.Record.Version)
                continue;
            var same = known && (good.Payload.IsEmpty || before.Content.ContentHash.Span.SequenceEqual(good.ContentHash.Span));
            newest[good.Record.Key] = (good.Record.Version, same ? before.Content : good, good.Record.Deleted);
        }

        return [.. newest.Values.Where(n => !n.Content.Payload.IsEmpty).Select(n => n.Content.Record with { Deleted = n.Deleted })];
    }
}
