namespace FhirAdapter.Outbox.Sqlite;

/// <summary>Makes a new version of a record owed to a destination.</summary>
internal sealed class Owing(
    LedgerConnection connection, Accounts accounts, LaneClock clock, HeldDeliveries held, MovedRecords moved, Journal journal)
{
    private readonly Statement _insert = connection.Prepare(
        """
        INSERT INTO delivery (record_id, destination_id, lane_id, rank, state, owed_version, owed_at, due_at, checksum)
        VALUES (?, ?, ?, ?, 'pending', ?, ?, ?, ?)
        """);

    private readonly Statement _find = connection.Prepare(
        "SELECT state, lane_id FROM delivery WHERE record_id = ? AND destination_id = ?");

    private readonly Statement _replace = connection.Prepare(
        """
        UPDATE delivery
        SET lane_id = ?, rank = ?, state = 'pending', owed_version = ?, owed_at = ?, due_at = ?, attempts = 0, since = NULL, put_off_since = NULL,
            delivered_at = NULL, delivered_in = NULL, failure_code = NULL, failure_path = NULL, failure_expected = NULL, http_status = NULL
        WHERE record_id = ? AND destination_id = ?
        """);

    private readonly Checksum _checksum = new();
    private bool _anyMoved;

    /// <summary>To be called once in each transaction before the others.</summary>
    public void Begin() => _anyMoved = moved.Any();

    /// <summary>For a record that the destination has no row for.</summary>
    public void First(long destination, long record, long version, long lane, int rank, long now)
    {
        _insert.Put(record).Put(destination).Put(lane).Put(rank).Put(version).Put(now).Put(now)
            .Put(_checksum.Add(record).Add(destination).Add(default(ReadOnlySpan<byte>)).Take()).Run();
        accounts.Add(destination, accepted: 1);
    }

    /// <summary>For a record that it may have a row for: what was not delivered is superseded.</summary>
    public void Newer(long destination, long record, long version, long lane, int rank, long now)
    {
        _find.Put(record).Put(destination);
        if (!_find.Step())
        {
            First(destination, record, version, lane, rank, now);
            return;
        }

        var (state, before) = (StoredCode.State(_find.Bytes(0)), _find.Number(1));
        _find.Reset();
        if (lane != before)
        {
            moved.Leave(destination, before, record, now);
            _anyMoved = true;
        }

        var due = _anyMoved ? Math.Max(now, moved.Until(destination, record) ?? now) : now;
        if (state == DeliveryState.Held)
            held.Release(destination, record);
        if (state == DeliveryState.Delivered)
            journal.KeepDelivered(record, destination);
        _replace.Put(lane).Put(rank).Put(version).Put(now).Put(due).Put(record).Put(destination).Run();
        accounts.Add(destination, accepted: 1, superseded: state == DeliveryState.Delivered ? 0 : 1);
        if (lane != before)
            clock.Refresh(destination, before);
        if (due > now)
            clock.Touch(destination, lane, due);
    }
}
