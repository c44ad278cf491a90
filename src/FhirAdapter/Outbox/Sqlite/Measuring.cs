namespace FhirAdapter.Outbox.Sqlite;

/// <summary>Reads what the ledger takes up and owes, without counting rows.</summary>
internal sealed class Measuring(LedgerConnection connection, string path)
{
    private static readonly string[] Suffixes = ["", "-wal", "-shm"];

    private readonly Statement _undelivered = connection.Prepare(
        "SELECT max(accepted - delivered - superseded) FROM destination WHERE active = 1");

    private readonly Statement _lastRecord = connection.Prepare("SELECT accepted_at FROM record ORDER BY record_id DESC LIMIT 1");

    private readonly Statement _lastAttempt = connection.Prepare("SELECT at FROM journal ORDER BY journal_id DESC LIMIT 1");

    private readonly Statement _lastDelivered = connection.Prepare("SELECT max(newest_at) FROM destination");

    public LedgerMeasure Run()
    {
        var newest = Math.Max(_lastRecord.Single() ?? 0, Math.Max(_lastAttempt.Single() ?? 0, _lastDelivered.Single() ?? 0));
        return new LedgerMeasure(
            Suffixes.Sum(suffix => new FileInfo(path + suffix) is { Exists: true } file ? file.Length : 0),
            Free(),
            _undelivered.Single() ?? 0,
            newest == 0 ? null : DateTimeOffset.FromUnixTimeMilliseconds(newest));
    }

    private long? Free()
    {
        try
        {
            return new DriveInfo(Path.GetDirectoryName(path)!).AvailableFreeSpace;
        }
        catch (Exception fault) when (fault is IOException or UnauthorizedAccessException or ArgumentException)
        {
            return null;
        }
    }
}
