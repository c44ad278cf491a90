namespace FhirAdapter.Outbox.Sqlite;

/// <summary>Keeps what a newer version replaces while it may stand at a destination, so that what is sent next can take it back or know it again.</summary>
internal sealed class EarlierVersions(LedgerConnection connection)
{
    /// <summary>A record corrected more often than this while a destination was not reachable loses the oldest: they were long overtaken.</summary>
    private const int Most = 16;

    // Any sign that this version was sent or was about to be: it is there, a failure, or a lease since it is owed, also one that ended without an answer.
    private readonly Statement _mayBeThere = connection.Prepare(
        """
        SELECT 1 FROM delivery AS d CROSS JOIN destination_lane AS l ON l.destination_id = d.destination_id AND l.lane_id = d.lane_id
        WHERE d.record_id = ?
          AND (d.delivered_version >= d.owed_version OR d.failure_code IS NOT NULL OR d.attempts > 0
               OR (l.leased_until IS NOT NULL AND coalesce(l.leased_at, d.owed_at) >= min(d.owed_at, coalesce(d.due_at, d.owed_at))))
        LIMIT 1
        """);

    private readonly Statement _keep = connection.Prepare(
        """
        INSERT INTO earlier (record_id, version, payload, deleted, checksum)
        SELECT record_id, content_version, payload, deleted, checksum(record_id, content_version, payload, deleted)
        FROM record WHERE record_id = ? AND length(payload) > 0
        ON CONFLICT DO NOTHING
        """);

    private readonly Statement _drop = connection.Prepare(
        """
        DELETE FROM earlier WHERE record_id = ?1
          AND version NOT IN (SELECT version FROM earlier WHERE record_id = ?1 ORDER BY version DESC LIMIT ?2)
        """);

    private readonly Statement _count = connection.Prepare(
        "UPDATE record SET earlier = (SELECT count(*) FROM earlier WHERE record_id = ?1) WHERE record_id = ?1");

    private readonly Statement _read = connection.Prepare(
        "SELECT payload, deleted, version, checksum FROM earlier WHERE record_id = ? ORDER BY version DESC");

    private readonly Checksum _checksum = new();

    private readonly Statement _isOwed = connection.Prepare(
        """
        SELECT 1 FROM delivery JOIN destination ON destination.destination_id = delivery.destination_id AND destination.active = 1
        WHERE delivery.record_id = ? AND delivery.state <> 'delivered' LIMIT 1
        """);

    /// <summary>Keeps the version that is about to be replaced, where it may stand somewhere.</summary>
    public void KeepWhereSent(long record)
    {
        if (_mayBeThere.Put(record).Single() is not null)
            Keep(record);
    }

    /// <summary>Keeps the version that stands in the ledger.</summary>
    public void Keep(long record)
    {
        if (_keep.Put(record).Run() == 0)
            return;
        _drop.Put(record).Put(Most).Run();
        _count.Put(record).Run();
    }

    /// <summary>What is kept of a record, newest first.</summary>
    public List<EarlierVersion> Read(long record)
    {
        List<EarlierVersion> versions = [];
        _read.Put(record);
        while (_read.Step())
        {
            if (_checksum.Add(record).Add(_read.Number(2)).Add(_read.Bytes(0)).Add(_read.Number(1)).Take() != _read.Number(3))
                throw LedgerFault.Changed();
            versions.Add(new EarlierVersion(_read.Bytes(0).ToArray(), _read.Number(1) == 1));
        }
        return versions;
    }

    /// <summary>Forgets them once the newest version is delivered to every destination.</summary>
    public void ForgetWhereDelivered(long record)
    {
        if (_isOwed.Put(record).Single() is not null)
            return;
        _drop.Put(record).Put(0).Run();
        _count.Put(record).Run();
    }
}
