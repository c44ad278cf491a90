using FhirAdapter.Sources;
using FhirAdapter.Sources.Files;
using Microsoft.Extensions.Logging.Abstractions;

namespace FhirAdapter.Tests.Sources.Files;

/// <summary>The watched folder keeps the contract of every source.</summary>
public sealed class FilesSourceTests : RecordSourceContract, IDisposable
{
    private readonly TemporaryFolder _folder = new();
    private int _files;

    internal override void Offer(IReadOnlyList<string> ids) => WriteFile(ids.Select(id => $"{id} 1 x"));

    internal override void OfferRubbish() => WriteFile(["rubbish"]);

    internal override IRecordSource Start() => new FilesSource(
        "clinic",
        new FilesSourceOptions { Path = _folder.FullPath, QuietPeriod = TimeSpan.Zero, BatchSize = 2 },
        TimeProvider.System,
        NullLogger.Instance,
        LineReader.ReadAsync);

    public void Dispose() => _folder.Dispose();

    private void WriteFile(IEnumerable<string> lines) => File.WriteAllLines(_folder[$"{++_files:000}.ndjson"], lines);
}
