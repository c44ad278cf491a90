using FhirAdapter.Failures;
using FhirAdapter.Records;

namespace FhirAdapter.Outbox.Sqlite;

/// <summary>Reads where single records stand.</summary>
internal sealed class Listing(LedgerConnection connection)
{
    private readonly Statement _stuck = connection.Prepare(
        """
        SELECT s.name, r.kind, r.id, r.version, d.state, d.failure_code, d.failure_path, d.failure_expected, d.http_status, d.attempts, d.since
        FROM delivery AS d
        JOIN destination AS s ON s.destination_id = d.destination_id
        JOIN record AS r ON r.record_id = d.record_id
        WHERE d.since IS NOT NULL AND (?1 IS NULL OR s.name = ?1)
        ORDER BY d.since, d.record_id, d.destination_id
        LIMIT ?2
        """);

    private readonly Statement _record = connection.Prepare(
        "SELECT record_id, version, accepted_at, deleted FROM record WHERE id = ? AND kind = ?");

    private readonly Statement _deliveries = connection.Prepare(
        """
        SELECT s.name, d.state, d.delivered_version, d.remote_id, d.attempts, d.due_at,
               d.failure_code, d.failure_path, d.failure_expected, d.http_status, d.put_off_since
        FROM delivery AS d JOIN destination AS s ON s.destination_id = d.destination_id
        WHERE d.record_id = ? ORDER BY d.destination_id
        """);

    private readonly Statement _journal = connection.Prepare(
        """
        SELECT s.name, j.version, j.at, j.duration, j.state,
               j.failure_code, j.failure_path, j.failure_expected, j.http_status, j.remote_id, j.plan, j.journal_id AS number
        FROM journal AS j JOIN destination AS s ON s.destination_id = j.destination_id
        WHERE j.record_id = ?1
        UNION ALL
        SELECT s.name, d.delivered_version, d.delivered_at, d.delivered_in, d.state, NULL, NULL, NULL, NULL, d.remote_id, NULL, 9223372036854775807
        FROM delivery AS d JOIN destination AS s ON s.destination_id = d.destination_id
        WHERE d.record_id = ?1 AND d.delivered_at IS NOT NULL
        ORDER BY at, number
        """);

    public IReadOnlyList<ParkedDelivery> Stuck(string? destination, int limit) => Rows(
        _stuck.PutText(destination).Put(limit),
        row => new ParkedDelivery(
            row.Text(0)!, Key(row, 1, 2), row.Number(3), StoredCode.State(row.Bytes(4)), Failure(row, 5)!, (int)row.Number(9),
            Time(row.Number(10))));

    public RecordHistory? Find(RecordKey key)
    {
        _record.PutText(key.Id).PutText(StoredCode.Of(key.Kind));
        if (!_record.Step())
            return null;
        var (number, version, accepted, deleted) = (_record.Number(0), _record.Number(1), Time(_record.Number(2)), _record.Number(3) == 1);
        _record.Reset();
        return new RecordHistory(key, version, accepted, deleted, Rows(_deliveries.Put(number), Standing), Rows(_journal.Put(number), Entry));
    }

    private static RecordStanding Standing(Statement row) => new(
        row.Text(0)!, StoredCode.State(row.Bytes(1)), row.NumberOrNull(2), row.Text(3), (int)row.Number(4),
        row.NumberOrNull(5) is { } due ? Time(due) : null, Failure(row, 6))
    {
        PutOffSince = row.NumberOrNull(10) is { } since ? Time(since) : null,
    };

    private static JournalEntry Entry(Statement row) => new(
        row.Text(0)!, row.Number(1), Time(row.Number(2)), TimeSpan.FromMilliseconds(row.Number(3)), StoredCode.State(row.Bytes(4)),
        Failure(row, 5), row.Text(9)) { Plan = row.Text(10) };

    private static Failure? Failure(Statement row, int column) => row.Text(column) is { } code
        ? new Failure(code, row.Text(column + 1), row.Text(column + 2), (int?)row.NumberOrNull(column + 3))
        : null;

    private static RecordKey Key(Statement row, int kind, int id) => new(StoredCode.Kind(row.Bytes(kind)), row.Text(id)!);

    private static DateTimeOffset Time(long milliseconds) => DateTimeOffset.FromUnixTimeMilliseconds(milliseconds);

    private static List<T> Rows<T>(Statement statement, Func<Statement, T> read)
    {
        List<T> rows = [];
        while (statement.Step())
            rows.Add(read(statement));
        return rows;
    }
}
