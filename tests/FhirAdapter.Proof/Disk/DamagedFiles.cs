using System.Globalization;
using System.Text;
using FhirAdapter.Outbox;
using FhirAdapter.Outbox.Sqlite;
using FhirAdapter.Proof.Clinic;
using FhirAdapter.Proof.Figures;
using FhirAdapter.Proof.Power;
using FhirAdapter.Records;
using FhirAdapter.Records.Reading;
using FhirAdapter.Sync;
using Microsoft.Data.Sqlite;

namespace FhirAdapter.Proof.Disk;

/// <summary>
/// Damages a sound ledger at random places and opens it: the damage is noticed, or every record that would be sent is the one that was accepted.
/// </summary>
/// <remarks>
/// A damaged write-ahead log is a case of its own: the engine takes it to end before the first frame whose checksum is wrong, as it must after
/// a crash, so what stood behind it is gone without notice until the next checkpoint would have saved it. That is shown, not judged.
/// </remarks>
internal sealed class DamagedFiles(int seed)
{
    private const int Records = 120;

    private int _noticed;
    private int _harmless;
    private int _lost;
    private int _wrong;
    private int _behindLog;

    public async Task<Figure> RunAsync(int count, CancellationToken cancellationToken)
    {
        var figure = new Figure("disk damage", count, seed);
        var random = new Random(seed);
        var (file, log, expected) = await SoundAsync(cancellationToken);
        for (var i = 0; i < count; i++)
        {
            var damage = Damage.Of(random, file.Length, log.Length);
            var folder = ScratchFolder.Make("damage");
            try
            {
                var ledger = Path.Combine(folder, "ledger.db");
                await File.WriteAllBytesAsync(ledger, damage.InLog ? file : damage.Do(file, random), cancellationToken);
                await File.WriteAllBytesAsync(ledger + "-wal", damage.InLog ? damage.Do(log, random) : log, cancellationToken);
                if (await OpenAsync(ledger, damage, expected, cancellationToken) is { } silent)
                    figure.Failures.Add($"{damage.How} at {damage.At} of the {(damage.InLog ? "log" : "file")}: {silent}");
            }
            finally
            {
                Directory.Delete(folder, recursive: true);
            }
        }
        figure.Add("places", count);
        figure.Add("noticed", _noticed);
        figure.Add("harmless", _harmless);
        figure.Add("gone behind a damaged log", _behindLog);
        figure.AddZero("silently lost", _lost);
        figure.AddZero("silently wrong", _wrong);
        return figure;
    }

    /// <summary>A ledger with a part of it in the file and a part in the log, and what is to be sent from it.</summary>
    private static async Task<(byte[] File, byte[] Log, Dictionary<RecordKey, string> Owed)> SoundAsync(CancellationToken cancellationToken)
    {
        var folder = ScratchFolder.Make("damage");
        try
        {
            var ledger = Path.Combine(folder, "ledger.db");
            var records = Enumerable.Range(0, Records).Select(i => Of(i, 1)).ToList();
            var options = new SqliteOutboxOptions { Path = ledger };
            await using (var first = new SqliteOutbox(options, TimeProvider.System))
            {
                await first.InitializeAsync([Workload.Destination], cancellationToken);
                await first.AppendAsync(LedgerEntry.Of(records[..(Records / 2)]), cancellationToken);
                await DeliverAsync(first, cancellationToken);
                // Owed again, with what stands there noted and the version before it kept.
                await first.AppendAsync(LedgerEntry.Of([.. Enumerable.Range(0, Records / 2).Select(i => Of(i, 2))]), cancellationToken);
            }
            await using var second = new SqliteOutbox(options, TimeProvider.System);
            await second.InitializeAsync([Workload.Destination], cancellationToken);
            foreach (var ten in records[(Records / 2)..].Chunk(10))
                await second.AppendAsync(LedgerEntry.Of(ten), cancellationToken);
            var (file, log) = (await ReadAsync(ledger, cancellationToken), await ReadAsync(ledger + "-wal", cancellationToken));
            return (file, log, (await ClaimAsync(second, cancellationToken)).ToDictionary(each => each.Key, Print));
        }
        finally
        {
            Directory.Delete(folder, recursive: true);
        }
    }

    private static ReadRecord.Good Of(int number, long version) =>
        ClinicRecords.Checked(ClinicRecords.Record((RecordKind)(number % 3), $"D-{number}", $"P-{number % 10}", version));

    private static async Task DeliverAsync(SqliteOutbox outbox, CancellationToken cancellationToken)
    {
        var claims = await outbox.ClaimAsync(Workload.Destination, 10 * Records, TimeSpan.FromMinutes(2), cancellationToken);
        await outbox.SettleAsync([.. claims.Select(claim => (claim, (IReadOnlyList<Settlement>)[.. claim.Deliveries.Select(each => new Settlement(
            each.Key, each.Version, DeliveryState.Delivered, null, null, true, Encoding.UTF8.GetBytes($"noted of {each.Key}"), "Observation/1", DateTimeOffset.UnixEpoch, TimeSpan.Zero))]))],
            cancellationToken);
    }

    private static async Task<List<ClaimedDelivery>> ClaimAsync(SqliteOutbox outbox, CancellationToken cancellationToken) =>
        [.. (await outbox.ClaimAsync(Workload.Destination, 10 * Records, TimeSpan.FromMinutes(2), cancellationToken)).SelectMany(each => each.Deliveries)];

    /// <summary>Everything that decides what is sent of a delivery.</summary>
    private static string Print(ClaimedDelivery claimed) => string.Join('|', (string[])[
        claimed.Key.ToString(), claimed.Version.ToString(CultureInfo.InvariantCulture), claimed.Deleted.ToString(), Convert.ToHexString(claimed.Payload.Span),
        Convert.ToHexString(claimed.Remote.Span), .. claimed.DependsOn.Select(each => each.Key.ToString()), .. claimed.Earlier.Select(each => Convert.ToHexString(each.Payload.Span) + each.Deleted)]);

    /// <summary>Opens the damaged ledger as the product does and claims everything; what was wrong without notice, where something was.</summary>
    private async Task<string?> OpenAsync(
        string ledger, Damage damage, Dictionary<RecordKey, string> expected, CancellationToken cancellationToken)
    {
        try
        {
            await using var outbox = new SqliteOutbox(new SqliteOutboxOptions { Path = ledger }, TimeProvider.System);
            await outbox.InitializeAsync([Workload.Destination], cancellationToken);
            var claimed = await ClaimAsync(outbox, cancellationToken);
            var wrong = claimed.Count(each => !expected.TryGetValue(each.Key, out var print) || print != Print(each));
            if (wrong > 0)
            {
                _wrong += wrong;
                return "a record of another content would be sent";
            }
            if (claimed.Count == expected.Count)
                _harmless++;
            else if (damage.InLog)
                _behindLog++;
            else
            {
                _lost += expected.Count - claimed.Count;
                return $"{expected.Count - claimed.Count} records are gone";
            }
            return null;
        }
        catch (Exception exception) when (exception is OutboxUnavailableException or SqliteException)
        {
            _noticed++;
            return exception is OutboxUnavailableException { Cause: OutboxUnavailableCause.Damaged or OutboxUnavailableCause.DiskFailed or OutboxUnavailableCause.NotWritable }
                ? null
                : $"noticed, but told as {(exception as OutboxUnavailableException)?.Cause.ToString() ?? exception.GetType().Name}";
        }
        catch (Exception exception) when (exception is not OperationCanceledException)
        {
            _noticed++;
            return $"noticed by an exception that nobody expects: {exception.GetType().Name}";
        }
    }

    private static async Task<byte[]> ReadAsync(string path, CancellationToken cancellationToken)
    {
        await using var stream = new FileStream(path, FileMode.Open, FileAccess.Read, FileShare.ReadWrite);
        var content = new byte[stream.Length];
        await stream.ReadExactlyAsync(content, cancellationToken);
        return content;
    }
}
