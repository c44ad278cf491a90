using FhirAdapter.Failures;
using FhirAdapter.Records;

namespace FhirAdapter.Outbox.Sqlite;

/// <summary>The transaction that leases lanes.</summary>
internal sealed class Claiming(
    LedgerConnection connection, DestinationNames destinations, LaneClock clock, EarlierVersions earlier, MovedRecords moved)
{
    private readonly Statement _due = connection.Prepare(
        "SELECT lane_id, fence, leased_until, leased_at FROM destination_lane WHERE destination_id = ? AND next_at <= ? ORDER BY next_at LIMIT ?");

    private readonly Statement _lease = connection.Prepare(
        "UPDATE destination_lane SET fence = ?, next_at = ?, leased_until = ?, leased_at = ? WHERE destination_id = ? AND lane_id = ?");

    // What was due when the lease began that ended without an answer may have been sent, and nothing else tells of it once the lane is leased or released.
    private readonly Statement _noteTried = connection.Prepare(
        """
        UPDATE delivery SET attempts = 1
        WHERE destination_id = ? AND lane_id = ? AND due_at IS NOT NULL AND state = 'pending' AND attempts = 0 AND due_at <= ?
        """);

    private readonly Statement _release = connection.Prepare(
        "UPDATE destination_lane SET leased_until = NULL WHERE destination_id = ? AND lane_id = ?");

    private readonly Statement _renew = connection.Prepare(
        """
        UPDATE destination_lane SET next_at = ?, leased_until = ?
        WHERE destination_id = ? AND lane_id = ? AND fence = ? AND leased_until > ?
        """);

    private readonly Statement _open = connection.Prepare(
        """
        SELECT d.state, d.due_at, r.id, r.kind, r.version, r.deleted, r.payload, d.attempts, d.delivered_version, d.remote, r.depends_on,
               r.earlier, r.record_id, r.content_version, r.lane_id, r.rank, r.content_hash, r.checksum, d.checksum, d.put_off_since
        FROM delivery AS d CROSS JOIN record AS r ON r.record_id = d.record_id
        WHERE d.destination_id = ? AND d.lane_id = ? AND d.due_at IS NOT NULL
        ORDER BY d.rank, d.record_id
        """);

    private readonly Statement _standing = connection.Prepare(
        """
        SELECT d.state, d.remote, d.record_id, d.checksum FROM record AS r CROSS JOIN delivery AS d ON d.record_id = r.record_id AND d.destination_id = ?
        WHERE r.id = ? AND r.kind = ?
        """);

    private readonly Checksum _checksum = new();

    // Records of one visit refer to the same record: each such text is read once in a claim.
    private readonly Dictionary<string, Dependency[]> _dependencies = new(StringComparer.Ordinal);

    public IReadOnlyList<LaneClaim> Run(string destination, int limit, long now, long until)
    {
        FailPoint.Pass("claim.begun");
        _dependencies.Clear();
        var number = destinations.Find(destination)!.Value;
        List<LaneClaim> claims = [];
        var anyMoved = moved.Any();
        foreach (var (lane, fence, lostSince) in DueLanes(number, limit, now))
        {
            if (limit <= 0)
                break;
            if (lostSince is { } since)
                _noteTried.Put(number).Put(lane).Put(since).Run();
            var deliveries = Read(number, lane, limit, now);
            if (deliveries.Count == 0)
            {
                _release.Put(number).Put(lane).Run();
                clock.Refresh(number, lane);
                continue;
            }

            _lease.Put(fence + 1).Put(until).Put(until).Put(now).Put(number).Put(lane).Run();
            if (anyMoved)
                moved.Ended(number, lane);
            claims.Add(new LaneClaim(destination, lane, fence + 1, DateTimeOffset.FromUnixTimeMilliseconds(until), deliveries));
            limit -= deliveries.Count;
        }

        FailPoint.Pass("claim.leased");
        return claims;
    }

    public bool Renew(LaneClaim claim, long now, long until)
    {
        if (destinations.Find(claim.Destination) is not { } number
            || _renew.Put(until).Put(until).Put(number).Put(claim.LaneId).Put(claim.Fence).Put(now).Run() != 1)
            return false;
        if (moved.Any())
            moved.Extended(number, claim.LaneId, until);
        return true;
    }

    private List<(long Lane, long Fence, long? LostSince)> DueLanes(long destination, int limit, long now)
    {
        List<(long Lane, long Fence, long? LostSince)> lanes = [];
        _due.Put(destination).Put(now).Put(limit);
        while (_due.Step())
            lanes.Add((_due.Number(0), _due.Number(1), _due.NumberOrNull(2) is { } until ? _due.NumberOrNull(3) ?? until : null));
        return lanes;
    }

    private List<ClaimedDelivery> Read(long destination, long lane, int limit, long now)
    {
        List<ClaimedDelivery> deliveries = [];
        _open.Put(destination).Put(lane);
        while (deliveries.Count < limit && _open.Step())
        {
            if (_open.Number(1) <= now)
                deliveries.Add(Row(destination));
            else if (StoredCode.State(_open.Bytes(0)) == DeliveryState.Pending)
                break;
        }

        _open.Reset();
        return deliveries;
    }

    private ClaimedDelivery Row(long destination)
    {
        // What would be sent must be what was written: nothing is taken from a row that the disk has changed.
        var record = _checksum.Add(_open.Bytes(2)).Add(_open.Bytes(3)).Add(_open.Number(4)).Add(_open.Number(13)).Add(_open.Number(14))
            .Add(_open.Number(15)).Add(_open.Number(5)).Add(_open.Bytes(16)).Add(_open.Bytes(10)).Add(_open.Bytes(6)).Take();
        Require(record == _open.Number(17));
        Require(_checksum.Add(_open.Number(12)).Add(destination).Add(_open.Bytes(9)).Take() == _open.Number(18));
        return new ClaimedDelivery(
            new RecordKey(StoredCode.Kind(_open.Bytes(3)), _open.Text(2)!),
            _open.Number(4),
            _open.Number(5) == 1,
            _open.Bytes(6).ToArray(),
            (int)_open.Number(7),
            _open.NumberOrNull(8),
            _open.Bytes(9).ToArray(),
            Dependencies(destination, _open.Text(10)))
        {
            Number = _open.Number(12),
            PutOffSince = _open.NumberOrNull(19) is { } since ? DateTimeOffset.FromUnixTimeMilliseconds(since) : null,
            Earlier = _open.Number(11) == 0 ? [] : earlier.Read(_open.Number(12)),
        };
    }

    private static void Require(bool isAsWritten)
    {
        if (!isAsWritten)
            throw LedgerFault.Changed();
    }

    private Dependency[] Dependencies(long destination, string? stored)
    {
        if (stored is null)
            return [];
        if (!_dependencies.TryGetValue(stored, out var dependencies))
        {
            dependencies = [.. StoredKeys.Parse(stored).Select(key => Standing(destination, key))];
            _dependencies.Add(stored, dependencies);
        }

        return dependencies;
    }

    private Dependency Standing(long destination, RecordKey key)
    {
        _standing.Put(destination).PutText(key.Id).PutText(StoredCode.Of(key.Kind));
        if (!_standing.Step())
            return new Dependency(key, null, default);
        Require(_checksum.Add(_standing.Number(2)).Add(destination).Add(_standing.Bytes(1)).Take() == _standing.Number(3));
        var standing = new Dependency(key, StoredCode.State(_standing.Bytes(0)), _standing.Bytes(1).ToArray());
        _standing.Reset();
        return standing;
    }
}
