namespace FhirAdapter.Outbox.Sqlite;

/// <summary>Keeps a record that went over to another patient out of its new lane as long as it may be in flight in the old one.</summary>
internal sealed class MovedRecords(LedgerConnection connection, LaneClock clock)
{
    private readonly Statement _any = connection.Prepare("SELECT 1 FROM moved LIMIT 1");

    private readonly Statement _note = connection.Prepare(
        """
        INSERT INTO moved (destination_id, lane_id, record_id)
        SELECT destination_id, lane_id, ? FROM destination_lane WHERE destination_id = ? AND lane_id = ? AND leased_until > ?
        ON CONFLICT DO NOTHING
        """);

    private readonly Statement _until = connection.Prepare(
        """
        SELECT max(l.leased_until) FROM moved AS m
        CROSS JOIN destination_lane AS l ON l.destination_id = m.destination_id AND l.lane_id = m.lane_id
        WHERE m.record_id = ? AND m.destination_id = ?
        """);

    private readonly Statement _push = connection.Prepare(
        """
        UPDATE delivery SET due_at = ?1
        WHERE record_id IN (SELECT record_id FROM moved WHERE destination_id = ?2 AND lane_id = ?3)
          AND destination_id = ?2 AND lane_id <> ?3 AND due_at < ?1
        RETURNING lane_id
        """);

    private readonly Statement _forget = connection.Prepare("DELETE FROM moved WHERE destination_id = ? AND lane_id = ?");

    /// <summary>Whether any record waits so; where none does, the rest need not be asked.</summary>
    public bool Any() => _any.Single() is not null;

    /// <summary>A record leaves a lane, which may be leased.</summary>
    public void Leave(long destination, long lane, long record, long now) => _note.Put(record).Put(destination).Put(lane).Put(now).Run();

    /// <summary>When the last of the leases ends under which a record may be in flight in a former lane.</summary>
    public long? Until(long destination, long record) => _until.Put(record).Put(destination).Single();

    /// <summary>A lane's lease was extended: what left it waits so much longer.</summary>
    public void Extended(long destination, long lane, long until)
    {
        List<long> lanes = [];
        _push.Put(until).Put(destination).Put(lane);
        while (_push.Step())
            lanes.Add(_push.Number(0));
        foreach (var each in lanes)
            clock.Refresh(destination, each);
    }

    /// <summary>A lane's lease ended, or it was given a new one.</summary>
    public void Ended(long destination, long lane) => _forget.Put(destination).Put(lane).Run();
}
