using FhirAdapter.Failures;

namespace FhirAdapter.Outbox.Sqlite;

/// <summary>Names the destinations, and makes what is there owed to one that is new or comes back, a chunk in each transaction.</summary>
internal sealed class Backfilling(LedgerConnection connection, DestinationNames destinations, Accounts accounts)
{
    private const int Chunk = 5_000;

    private readonly Statement _retire = connection.Prepare("UPDATE destination SET active = 0 WHERE active = 1 AND destination_id = ?");

    private readonly Statement _name = connection.Prepare(
        """
        INSERT INTO destination (name, active, backfill_after) VALUES (?, 1, 0)
        ON CONFLICT (name) DO UPDATE SET active = 1, backfill_after = 0 WHERE active = 0
        """);

    private readonly Statement _unfinished = connection.Prepare(
        "SELECT destination_id, backfill_after FROM destination WHERE active = 1 AND backfill_after IS NOT NULL LIMIT 1");

    private readonly Statement _chunkEnd = connection.Prepare(
        "SELECT max(record_id) FROM (SELECT record_id FROM record WHERE record_id > ? ORDER BY record_id LIMIT ?)");

    private readonly Statement _release = connection.Prepare(
        """
        DELETE FROM awaited WHERE destination_id = ?1 AND record_id IN (
            SELECT d.record_id FROM record AS r CROSS JOIN delivery AS d ON d.record_id = r.record_id AND d.destination_id = ?1
            WHERE r.record_id > ?2 AND r.record_id <= ?3 AND d.owed_version < r.content_version)
        """);

    private readonly Statement _superseded = connection.Prepare(
        """
        SELECT count(*) FROM record AS r CROSS JOIN delivery AS d ON d.record_id = r.record_id AND d.destination_id = ?
        WHERE r.record_id > ? AND r.record_id <= ? AND d.owed_version < r.content_version AND d.state <> 'delivered'
        """);

    private readonly Statement _keepDelivered = connection.Prepare(
        $"""
        {Journal.Keep} record AS r CROSS JOIN delivery AS d ON d.record_id = r.record_id AND d.destination_id = ?
        WHERE r.record_id > ? AND r.record_id <= ? AND d.owed_version < r.content_version AND d.delivered_at IS NOT NULL
        """);

    private readonly Statement _renewOutdated = connection.Prepare(
        """
        UPDATE delivery
        SET lane_id = r.lane_id, rank = r.rank, state = 'pending', owed_version = r.content_version, owed_at = ?1, due_at = ?1,
            attempts = 0, since = NULL, put_off_since = NULL, delivered_at = NULL, delivered_in = NULL,
            failure_code = NULL, failure_path = NULL, failure_expected = NULL, http_status = NULL
        FROM record AS r
        WHERE r.record_id > ?2 AND r.record_id <= ?3 AND delivery.record_id = r.record_id AND delivery.destination_id = ?4
          AND delivery.owed_version < r.content_version
        """);

    private readonly Statement _insertMissing = connection.Prepare(
        """
        INSERT INTO delivery (record_id, destination_id, lane_id, rank, state, owed_version, owed_at, due_at, checksum)
        SELECT record_id, ?1, lane_id, rank, 'pending', content_version, ?2, ?2, checksum(record_id, ?1, NULL) FROM record
        WHERE record_id > ?3 AND record_id <= ?4 ORDER BY record_id
        ON CONFLICT DO NOTHING
        """);

    // A lane may be woken though something put off stands first; the next claim of it puts its time right.
    private readonly Statement _wakeLanes = connection.Prepare(
        """
        INSERT INTO destination_lane (destination_id, lane_id, next_at)
        SELECT DISTINCT ?1, lane_id, ?2 FROM record WHERE record_id > ?3 AND record_id <= ?4 ORDER BY lane_id
        ON CONFLICT DO UPDATE SET next_at = excluded.next_at
            WHERE leased_until IS NULL AND (next_at IS NULL OR next_at > excluded.next_at)
        """);

    private readonly Statement _advance = connection.Prepare("UPDATE destination SET backfill_after = ? WHERE destination_id = ?");

    public void Name(IReadOnlyList<string> names)
    {
        var keep = names.Select(destinations.Find).ToHashSet();
        foreach (var active in destinations.Active().Where(active => !keep.Contains(active)))
            _retire.Put(active).Run();
        foreach (var name in names)
            _name.PutText(name).Run();
    }

    /// <summary>Does the next chunk.</summary>
    /// <returns>Whether there may be more.</returns>
    public bool Next(long now)
    {
        FailPoint.Pass("backfill.begun");
        if (!_unfinished.Step())
            return false;
        var (destination, after) = (_unfinished.Number(0), _unfinished.Number(1));
        _unfinished.Reset();
        var end = _chunkEnd.Put(after).Put(Chunk).Single();
        if (end is { } last)
            Fill(destination, after, last, now);
        _advance.Put(end).Put(destination).Run();
        return true;
    }

    private void Fill(long destination, long after, long last, long now)
    {
        accounts.Begin();
        _release.Put(destination).Put(after).Put(last).Run();
        var superseded = _superseded.Put(destination).Put(after).Put(last).Single() ?? 0;
        _keepDelivered.Put(destination).Put(after).Put(last).Run();
        var renewed = _renewOutdated.Put(now).Put(after).Put(last).Put(destination).Run();
        var inserted = _insertMissing.Put(destination).Put(now).Put(after).Put(last).Run();
        if (renewed + inserted > 0)
            _wakeLanes.Put(destination).Put(now).Put(after).Put(last).Run();
        accounts.Add(destination, accepted: renewed + inserted, superseded: superseded);
        accounts.Write();
    }
}
