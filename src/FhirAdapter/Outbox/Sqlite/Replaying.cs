using FhirAdapter.Failures;
using FhirAdapter.Records;

namespace FhirAdapter.Outbox.Sqlite;

/// <summary>The transaction that makes parked and held deliveries owed again.</summary>
internal sealed class Replaying(LedgerConnection connection, DestinationNames destinations, HeldDeliveries held, Journal journal, LaneClock clock,
    EarlierVersions earlier)
{
    private readonly Statement _stuck = connection.Prepare(
        """
        SELECT d.record_id, d.destination_id, d.lane_id, d.state, r.version
        FROM delivery AS d JOIN record AS r ON r.record_id = d.record_id
        WHERE d.since IS NOT NULL AND (?1 IS NULL OR d.destination_id = ?1)
        """);

    private readonly Statement _stuckOf = connection.Prepare(
        """
        SELECT d.record_id, d.destination_id, d.lane_id, d.state, r.version
        FROM record AS r CROSS JOIN delivery AS d ON d.record_id = r.record_id
        WHERE d.since IS NOT NULL AND (?1 IS NULL OR d.destination_id = ?1) AND r.id = ?2 AND r.kind = ?3
        """);

    private readonly Statement _replay = connection.Prepare(
        """
        UPDATE delivery
        SET state = 'pending', due_at = ?, attempts = 0, since = NULL,
            failure_code = NULL, failure_path = NULL, failure_expected = NULL, http_status = NULL
        WHERE record_id = ? AND destination_id = ?
        """);

    private readonly List<(long Record, long Destination, long Lane, DeliveryState State, long Version)> _found = [];
    private readonly HashSet<(long Destination, long Lane)> _lanes = [];

    public int Run(string? destination, RecordKey? key, long now)
    {
        _lanes.Clear();
        long? number = null;
        if (destination is not null && (number = destinations.Find(destination)) is null)
            return 0;
        Find(number, key);
        foreach (var (record, at, lane, state, version) in _found)
        {
            if (state == DeliveryState.Held)
                held.Release(at, record);
            // From here on nothing tells any more that it was tried: what it was is kept for the version after it.
            earlier.Keep(record);
            _replay.Put(now).Put(record).Put(at).Run();
            journal.Write(record, at, version, now, 0, DeliveryState.Pending, null, null);
            _lanes.Add((at, lane));
        }

        foreach (var (at, lane) in _lanes)
        {
            clock.Touch(at, lane, now);
            clock.Refresh(at, lane);
        }

        FailPoint.Pass("replay.written");
        return _found.Count;
    }

    private void Find(long? destination, RecordKey? key)
    {
        _found.Clear();
        var rows = key is { } one
            ? _stuckOf.Put(destination).PutText(one.Id).PutText(StoredCode.Of(one.Kind))
            : _stuck.Put(destination);
        while (rows.Step())
            _found.Add((rows.Number(0), rows.Number(1), rows.Number(2), StoredCode.State(rows.Bytes(3)), rows.Number(4)));
    }
}
