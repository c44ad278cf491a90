namespace FhirAdapter.Outbox.Sqlite;

/// <summary>Keeps when each lane may next be claimed.</summary>
internal sealed class LaneClock(LedgerConnection connection)
{
    private readonly Statement _open = connection.Prepare(
        """
        SELECT state, due_at FROM delivery
        WHERE destination_id = ? AND lane_id = ? AND due_at IS NOT NULL
        ORDER BY rank, record_id
        """);

    private readonly Statement _find = connection.Prepare(
        "SELECT coalesce(next_at, -1) FROM destination_lane WHERE destination_id = ? AND lane_id = ?");

    private readonly Statement _insert = connection.Prepare(
        "INSERT INTO destination_lane (destination_id, lane_id, next_at) VALUES (?, ?, ?)");

    private readonly Statement _refresh = connection.Prepare(
        "UPDATE destination_lane SET next_at = ? WHERE destination_id = ? AND lane_id = ? AND leased_until IS NULL");

    private readonly Statement _end = connection.Prepare(
        "UPDATE destination_lane SET next_at = ?, leased_until = NULL WHERE destination_id = ? AND lane_id = ?");

    /// <summary>Notes that a lane was given something that is due now.</summary>
    public void Touch(long destination, long lane, long now)
    {
        var next = _find.Put(destination).Put(lane).Single();
        if (next is null)
            _insert.Put(destination).Put(lane).Put(now).Run();
        else if (next < 0)
            _refresh.Put(now).Put(destination).Put(lane).Run();
        else if (next > now)
            // Something put off may stand before it: the order of the lane has to be read.
            Refresh(destination, lane);
    }

    /// <summary>Works the time out again, unless the lane is leased.</summary>
    public void Refresh(long destination, long lane) => _refresh.Put(Next(destination, lane)).Put(destination).Put(lane).Run();

    /// <summary>Ends the lease of a lane.</summary>
    public void End(long destination, long lane) => _end.Put(Next(destination, lane)).Put(destination).Put(lane).Run();

    /// <summary>The first pending delivery sets the time, or a held one before it that is due sooner.</summary>
    private long? Next(long destination, long lane)
    {
        long? next = null;
        _open.Put(destination).Put(lane);
        while (_open.Step())
        {
            next = Math.Min(next ?? long.MaxValue, _open.Number(1));
            if (StoredCode.State(_open.Bytes(0)) == DeliveryState.Pending)
                break;
        }

        _open.Reset();
        return next;
    }
}
