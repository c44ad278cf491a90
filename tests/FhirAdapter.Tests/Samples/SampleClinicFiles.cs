using FhirAdapter.Records;
using FhirAdapter.Records.Reading;

namespace FhirAdapter.Tests.Samples;

/// <summary>The committed sample clinic, read with the real reader in the order in which a source takes its files.</summary>
public sealed class SampleClinicFiles : IAsyncLifetime
{
    private readonly List<(string File, ReadRecord Read)> _read = [];

    /// <summary>The folder of the samples, found from the solution upwards of the tests.</summary>
    public static string Folder { get; } = Path.Combine(Root(), "samples", "clinic");

    /// <summary>The names of the files of records, without folders.</summary>
    public IReadOnlyList<string> Names { get; private set; } = [];

    /// <summary>What was wrong, with the file; nothing is expected to be.</summary>
    public IReadOnlyList<string> Faults =>
        [.. _read.Where(r => r.Read is ReadRecord.Bad).SelectMany(r => ((ReadRecord.Bad)r.Read).Faults.Select(f => $"{r.File} {f}"))];

    internal IReadOnlyList<(string File, ReadRecord.Good Good)> Good =>
        [.. _read.Where(r => r.Read is ReadRecord.Good).Select(r => (r.File, (ReadRecord.Good)r.Read))];

    internal IReadOnlyList<ClinicRecord> Records => [.. Good.Select(g => g.Good.Record)];

    /// <inheritdoc/>
    public async Task InitializeAsync()
    {
        Names = [.. Directory.EnumerateFiles(Folder).Select(f => Path.GetFileName(f)!).Where(n => !n.EndsWith(".md", StringComparison.Ordinal)).Order(StringComparer.Ordinal)];
        var reader = new RecordFileReader(new RecordReadingOptions());
        foreach (var name in Names)
        {
            await using var stream = File.OpenRead(Path.Combine(Folder, name));
            await foreach (var record in reader.ReadAsync(stream, name, CancellationToken.None))
                _read.Add((name, record));
        }
    }

    /// <inheritdoc/>
    public Task DisposeAsync() => Task.CompletedTask;

    private static string Root()
    {
        var folder = new DirectoryInfo(AppContext.BaseDirectory);
        while (!File.Exists(Path.Combine(folder.FullName, "FhirAdapter.sln")))
            folder = folder.Parent ?? throw new InvalidOperationException("The tests do not run inside the repository.");
        return folder.FullName;
    }
}
