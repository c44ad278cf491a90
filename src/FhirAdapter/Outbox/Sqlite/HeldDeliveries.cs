using FhirAdapter.Records;

namespace FhirAdapter.Outbox.Sqlite;

/// <summary>What held deliveries wait for, and what wakes them. A woken delivery stays held until somebody has tried it.</summary>
internal sealed class HeldDeliveries(LedgerConnection connection)
{
    private readonly Statement _any = connection.Prepare(
        "SELECT 1 FROM delivery WHERE destination_id = ? AND state = 'held' AND since IS NOT NULL LIMIT 1");

    private readonly Statement _dependsOn = connection.Prepare("SELECT depends_on FROM record WHERE record_id = ?");

    private readonly Statement _await = connection.Prepare(
        "INSERT INTO awaited (destination_id, id, kind, record_id) VALUES (?, ?, ?, ?) ON CONFLICT DO NOTHING");

    private readonly Statement _release = connection.Prepare("DELETE FROM awaited WHERE record_id = ? AND destination_id = ?");

    private readonly Statement _wakeLane = connection.Prepare(
        "UPDATE delivery SET due_at = ? WHERE destination_id = ? AND lane_id = ? AND due_at > ? AND state = 'held'");

    // The plus signs keep the planner from walking all that is owed to the destination.
    private readonly Statement _wakeDependents = connection.Prepare(
        """
        UPDATE delivery SET due_at = ?
        WHERE record_id IN (SELECT record_id FROM awaited WHERE destination_id = ? AND id = ? AND kind = ?)
          AND destination_id = ? AND +due_at > ? AND +state = 'held'
        RETURNING lane_id
        """);

    private readonly Statement _delivered = connection.Prepare(
        """
        SELECT 1 FROM record JOIN delivery ON delivery.record_id = record.record_id AND delivery.destination_id = ?
        WHERE record.id = ? AND record.kind = ? AND delivery.state = 'delivered'
        """);

    /// <summary>Whether anything is held at a destination; where nothing is, the rest need not be asked.</summary>
    public bool Any(long destination) => _any.Put(destination).Single() is not null;

    public void Hold(long destination, long record)
    {
        _dependsOn.Put(record);
        var stored = _dependsOn.Step() ? _dependsOn.Text(0) : null;
        _dependsOn.Reset();
        foreach (var key in StoredKeys.Parse(stored))
            _await.Put(destination).PutText(key.Id).PutText(StoredCode.Of(key.Kind)).Put(record).Run();
    }

    public void Release(long destination, long record) => _release.Put(record).Put(destination).Run();

    public void WakeLane(long destination, long lane, long now) => _wakeLane.Put(now).Put(destination).Put(lane).Put(now).Run();

    /// <summary>Wakes what waits for a record, and adds the lanes concerned.</summary>
    public void WakeDependents(long destination, RecordKey key, long now, HashSet<(long Destination, long Lane)> lanes)
    {
        _wakeDependents.Put(now).Put(destination).PutText(key.Id).PutText(StoredCode.Of(key.Kind)).Put(destination).Put(now);
        while (_wakeDependents.Step())
            lanes.Add((destination, _wakeDependents.Number(0)));
    }

    /// <summary>Whether something a delivery waited for when it was claimed has arrived since: then nobody else will wake it.</summary>
    public bool ArrivedSince(long destination, IReadOnlyList<Dependency> claimed)
    {
        foreach (var dependency in claimed)
        {
            if (dependency.State != DeliveryState.Delivered
                && _delivered.Put(destination).PutText(dependency.Key.Id).PutText(StoredCode.Of(dependency.Key.Kind)).Single() is not null)
                return true;
        }

        return false;
    }
}
