using System.Diagnostics.CodeAnalysis;
using BenchmarkDotNet.Attributes;
using FhirAdapter.Benchmarks.Clinics.Bulk;
using FhirAdapter.Outbox;
using FhirAdapter.Outbox.Sqlite;
using FhirAdapter.Records;
using FhirAdapter.Records.Reading;

namespace FhirAdapter.Benchmarks.Micro;

/// <summary>The ledger's stages in transactions of 1,000 records, on the disk of the temporary folder; the figures are per record.</summary>
[SuppressMessage("Design", "CA1001", Justification = "BenchmarkDotNet calls the cleanup, never Dispose.")]
public class LedgerBenchmarks
{
    private const int BatchSize = 1000;
    private const string Destination = "east";
    private static readonly TimeSpan Lease = TimeSpan.FromMinutes(1);
    private readonly string _folder = Directory.CreateTempSubdirectory("ledger-bench-").FullName;
    private readonly OutboxRecord[] _batch = [.. BulkClinic.Records(BatchSize, BulkClinic.PainScores).Select(Owed)];
    private SqliteOutbox _outbox = null!;
    private long _file;

    [IterationSetup]
    public async Task OpenAsync()
    {
        _outbox = new SqliteOutbox(new SqliteOutboxOptions { Path = Path.Combine(_folder, $"{_file++}.db") }, TimeProvider.System);
        await _outbox.InitializeAsync([Destination], CancellationToken.None);
    }

    [IterationCleanup]
    public async Task CloseAsync() => await _outbox.DisposeAsync();

    [GlobalCleanup]
    public void Delete() => Directory.Delete(_folder, recursive: true);

    [Benchmark(OperationsPerInvoke = BatchSize)]
    public Task Append() => _outbox.AppendAsync(_batch, CancellationToken.None);

    [Benchmark(OperationsPerInvoke = BatchSize)]
    public async Task AppendClaimSettle()
    {
        await _outbox.AppendAsync(_batch, CancellationToken.None);
        var claims = await _outbox.ClaimAsync(Destination, BatchSize, Lease, CancellationToken.None);
        await _outbox.SettleAsync([.. claims.Select(Delivered)], CancellationToken.None);
    }

    private static OutboxRecord Owed(ClinicRecord record)
    {
        var good = (ReadRecord.Good)RecordJson.Check(record);
        return new OutboxRecord(record.Key, record.Version, record.Patient!.Value!, (int)record.Kind, record.DependsOn, good.Payload, good.ContentHash, false);
    }

    private static (LaneClaim, IReadOnlyList<Settlement>) Delivered(LaneClaim claim) => (claim,
        [.. claim.Deliveries.Select(d => new Settlement(
            d.Key, d.Version, DeliveryState.Delivered, null, null, true, "{\"id\":\"1\"}"u8.ToArray(), "Observation/1", claim.LeasedUntil - Lease, TimeSpan.Zero))]);
}
