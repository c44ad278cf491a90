using System.Text.Json;
using FhirAdapter.Sources.Files;
using Microsoft.Extensions.Logging.Testing;
using Microsoft.Extensions.Time.Testing;

namespace FhirAdapter.Tests.Sources.Files;

/// <summary>A watched folder, a ledger and a clock for one test.</summary>
internal sealed class SourceRun : IDisposable
{
    public TemporaryFolder Folder { get; } = new();

    public CollectingLedger Ledger { get; } = new();

    public FakeTimeProvider Time { get; } = new(new DateTimeOffset(2026, 11, 23, 8, 0, 0, TimeSpan.Zero));

    public FakeLogger Logger { get; } = new();

    public RecordReading Reader { get; set; } = LineReader.ReadAsync;

    public FilesSourceOptions Options { get; }

    public SourceRun() => Options = new FilesSourceOptions { Path = Folder.FullPath, QuietPeriod = TimeSpan.Zero };

    public FilesSource Start() => new("clinic", Options, Time, Logger, Reader);

    /// <summary>Takes everything that is whole now.</summary>
    public async Task<FilesSource> DrainAsync()
    {
        var source = Start();
        await foreach (var batch in source.ReadAsync(once: true, CancellationToken.None))
            await Ledger.TakeAsync(batch);
        return source;
    }

    public void Write(string name, params string[] lines) => File.WriteAllLines(Folder[name], lines);

    public JsonElement Report(string name) =>
        JsonDocument.Parse(File.ReadAllText(Folder["failed", name + ".report.json"])).RootElement;

    public void Dispose() => Folder.Dispose();
}
