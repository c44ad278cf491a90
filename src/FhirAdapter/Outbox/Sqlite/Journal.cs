using FhirAdapter.Failures;

namespace FhirAdapter.Outbox.Sqlite;

/// <summary>Writes attempts and changes of state down, and drops those past their time a few at once.</summary>
internal sealed class Journal(LedgerConnection connection)
{
    /// <summary>Takes attempts that delivered over from their deliveries <c>d</c>; which, the statement goes on to say.</summary>
    public const string Keep =
        """
        INSERT INTO journal (record_id, destination_id, version, at, duration, state, remote_id)
        SELECT d.record_id, d.destination_id, d.delivered_version, d.delivered_at, d.delivered_in, d.state, d.remote_id FROM
        """;

    private const int Chunk = 1_000;

    private readonly Statement _write = connection.Prepare(
        """
        INSERT INTO journal
            (record_id, destination_id, version, at, duration, state, failure_code, failure_path, failure_expected, http_status, remote_id, plan)
        VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)
        """);

    private readonly Statement _keep = connection.Prepare($"{Keep} delivery AS d WHERE d.delivered_at IS NOT NULL AND d.record_id = ? AND d.destination_id = ?");

    private readonly Statement _drop = connection.Prepare(
        "DELETE FROM journal WHERE journal_id IN (SELECT journal_id FROM journal ORDER BY journal_id LIMIT ?) AND at < ?");

    public void Write(
        long record, long destination, long version, long at, long duration, DeliveryState state, Failure? failure, string? remoteId, string? plan = null) =>
        PutFailure(_write.Put(record).Put(destination).Put(version).Put(at).Put(duration).PutText(StoredCode.Of(state)), failure)
            .PutText(remoteId).PutText(plan).Run();

    /// <summary>Takes the attempt that delivered over from the row of the delivery, before another version is owed there.</summary>
    public void KeepDelivered(long record, long destination) => _keep.Put(record).Put(destination).Run();

    /// <summary>Drops the oldest lines from before a time.</summary>
    /// <returns>Whether there may be more of them.</returns>
    public bool Drop(long before) => _drop.Put(Chunk).Put(before).Run() == Chunk;

    public static Statement PutFailure(Statement statement, Failure? failure) =>
        statement.PutText(failure?.Code).PutText(failure?.Path).PutText(failure?.Expected).Put(failure?.HttpStatus);
}
