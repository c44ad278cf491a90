using FhirAdapter.Failures;
using FhirAdapter.Records;

namespace FhirAdapter.Outbox.Sqlite;

/// <summary>The transaction that writes down what came of claimed deliveries, for each claim whose lease is still its own.</summary>
internal sealed class Settling(
    LedgerConnection connection, DestinationNames destinations, Accounts accounts, HeldDeliveries held, Journal journal, LaneClock clock,
    EarlierVersions earlier, MovedRecords moved, OwnedResources owned)
{
    private readonly Statement _leased = connection.Prepare(
        "SELECT 1 FROM destination_lane WHERE destination_id = ? AND lane_id = ? AND fence = ? AND leased_until > ?");

    private readonly Statement _find = connection.Prepare(
        """
        SELECT r.record_id, d.state, d.owed_version, d.lane_id, r.earlier
        FROM record AS r CROSS JOIN delivery AS d ON d.record_id = r.record_id AND d.destination_id = ?
        WHERE r.id = ? AND r.kind = ?
        """);

    private readonly Statement _deliver = connection.Prepare(
        """
        UPDATE delivery
        SET state = 'delivered', due_at = NULL, since = NULL, put_off_since = NULL, attempts = attempts + ?, delivered_version = ?,
            failure_code = NULL, failure_path = NULL, failure_expected = NULL, http_status = NULL,
            remote_id = coalesce(?, remote_id), remote = coalesce(?, remote), checksum = coalesce(?, checksum)
        WHERE record_id = ? AND destination_id = ?
        """);

    // What is still owed in the lane that was claimed, and in no newer version: nearly every delivery is, and needs to be looked at no further. Where the
    // attempt leaves nothing to say, it stands in the row itself.
    private readonly Statement _deliverAsClaimed = connection.Prepare(
        """
        UPDATE delivery
        SET state = 'delivered', due_at = NULL, put_off_since = NULL, attempts = attempts + 1, delivered_version = ?, delivered_at = ?, delivered_in = ?,
            failure_code = NULL, failure_path = NULL, failure_expected = NULL, http_status = NULL,
            remote_id = coalesce(?, remote_id), remote = coalesce(?, remote), checksum = coalesce(?, checksum)
        WHERE record_id = ? AND destination_id = ? AND state = 'pending' AND owed_version <= ? AND lane_id = ?
        """);

    private readonly Statement _fail = connection.Prepare(
        """
        UPDATE delivery
        SET state = ?1, due_at = ?2, since = CASE WHEN ?1 = 'pending' THEN NULL WHEN ?1 = state THEN since ELSE ?3 END,
            put_off_since = CASE WHEN ?1 = 'pending' THEN coalesce(put_off_since, ?3) END,
            attempts = attempts + ?4, failure_code = ?5, failure_path = ?6, failure_expected = ?7, http_status = ?8,
            remote_id = coalesce(?9, remote_id), remote = coalesce(?10, remote), checksum = coalesce(?11, checksum)
        WHERE record_id = ?12 AND destination_id = ?13
        """);

    private readonly Statement _noteOlder = connection.Prepare(
        """
        UPDATE delivery
        SET delivered_version = ?, remote_id = coalesce(?, remote_id), remote = coalesce(?, remote), checksum = coalesce(?, checksum)
        WHERE record_id = ? AND destination_id = ? AND (delivered_version IS NULL OR delivered_version < ?)
        """);

    private readonly Statement _unblock = connection.Prepare(
        "UPDATE delivery SET due_at = ? WHERE record_id = ? AND destination_id = ? AND due_at > ? AND attempts = 0");

    private readonly Checksum _checksum = new();
    private readonly HashSet<(long Destination, long Lane)> _lanes = [];
    private readonly Dictionary<string, (long Number, bool AnyHeld)> _destinations = new(StringComparer.Ordinal);

    public IReadOnlyList<LaneClaim> Run(IReadOnlyList<(LaneClaim Claim, IReadOnlyList<Settlement> Settlements)> settled, long now)
    {
        FailPoint.Pass("settle.begun");
        accounts.Begin();
        _lanes.Clear();
        _destinations.Clear();
        List<LaneClaim> written = new(settled.Count);
        var anyMoved = moved.Any();
        foreach (var (claim, settlements) in settled)
        {
            if (Leased(claim, now) is not { } destination)
                continue;
            for (var i = 0; i < settlements.Count; i++)
            {
                var number = i < claim.Deliveries.Count && claim.Deliveries[i] is { Earlier.Count: 0 } claimed && claimed.Key == settlements[i].Key ? claimed.Number : 0;
                if (number == 0 || !DeliverAsClaimed(claim, destination, number, settlements[i], now))
                    Settle(claim, destination, settlements[i], now);
            }

            clock.End(destination, claim.LaneId);
            if (anyMoved)
                moved.Ended(destination, claim.LaneId);
            FailPoint.Pass("settle.claim-written");
            written.Add(claim);
        }

        foreach (var (destination, lane) in _lanes)
            clock.Refresh(destination, lane);
        accounts.Write();
        FailPoint.Pass("settle.accounts-written");
        return written;
    }

    private long? Leased(LaneClaim claim, long now)
    {
        if (!_destinations.TryGetValue(claim.Destination, out var destination))
        {
            if (destinations.Find(claim.Destination) is not { } number)
                return null;
            _destinations.Add(claim.Destination, destination = (number, held.Any(number)));
        }

        var leased = _leased.Put(destination.Number).Put(claim.LaneId).Put(claim.Fence).Put(now).Single();
        return leased is null ? null : destination.Number;
    }

    private bool DeliverAsClaimed(LaneClaim claim, long destination, long record, Settlement settlement, long now)
    {
        if (settlement.State != DeliveryState.Delivered || !settlement.UsesAttempt)
            return false;
        var (at, duration) = (settlement.StartedAt.ToUnixTimeMilliseconds(), (long)settlement.Duration.TotalMilliseconds);
        var isPlain = settlement is { Failure: null, SettledBy: null, Plan: null };
        _deliverAsClaimed.Put(settlement.Version).Put(isPlain ? at : null).Put(isPlain ? duration : null);
        if (PutRemote(_deliverAsClaimed, settlement, record, destination).Put(settlement.Version).Put(claim.LaneId).Run() == 0)
            return false;
        foreach (var remote in settlement.Owned)
            owned.Own(destination, remote, record);
        accounts.Add(destination, delivered: 1, at: at);
        Wake(claim, destination, settlement.Key, now);
        if (!isPlain)
            Note(destination, record, settlement);
        return true;
    }

    private void Settle(LaneClaim claim, long destination, Settlement settlement, long now)
    {
        _find.Put(destination).PutText(settlement.Key.Id).PutText(StoredCode.Of(settlement.Key.Kind));
        if (!_find.Step())
            throw new ArgumentException("A settlement names a record that was not claimed.", nameof(settlement));
        var (record, before, owed, lane) = (_find.Number(0), StoredCode.State(_find.Bytes(1)), _find.Number(2), _find.Number(3));
        var anyEarlier = _find.Number(4) > 0;
        _find.Reset();

        foreach (var remote in settlement.Owned)
            owned.Own(destination, remote, record);
        if (settlement.Version < owed)
            SettleOlder(claim, destination, record, lane, settlement, now);
        else if (before is DeliveryState.Pending or DeliveryState.Held)
            SettleNewest(claim, destination, record, before, settlement, now);
        if (anyEarlier && settlement.State == DeliveryState.Delivered)
            earlier.ForgetWhereDelivered(record);
    }

    private void SettleNewest(LaneClaim claim, long destination, long record, DeliveryState before, Settlement settlement, long now)
    {
        if (settlement.State == DeliveryState.Delivered)
        {
            PutRemote(_deliver.Put(settlement.UsesAttempt ? 1 : 0).Put(settlement.Version), settlement, record, destination).Run();
            accounts.Add(destination, delivered: 1);
            Wake(claim, destination, settlement.Key, now);
        }
        else
        {
            PutRemote(
                Journal.PutFailure(
                    _fail.PutText(StoredCode.Of(settlement.State)).Put(Due(claim, destination, settlement, now)).Put(now)
                        .Put(settlement.UsesAttempt ? 1 : 0),
                    settlement.Failure),
                settlement, record, destination).Run();
        }

        if (settlement.State != before)
        {
            if (before == DeliveryState.Held)
                held.Release(destination, record);
            if (settlement.State == DeliveryState.Held)
                Hold(claim, destination, record);
        }

        if (settlement.UsesAttempt || settlement.State != before)
            Note(destination, record, settlement);
    }

    private void SettleOlder(LaneClaim claim, long destination, long record, long lane, Settlement settlement, long now)
    {
        if (settlement.State == DeliveryState.Delivered)
        {
            PutRemote(_noteOlder.Put(settlement.Version), settlement, record, destination).Put(settlement.Version).Run();
            Wake(claim, destination, settlement.Key, now);
        }

        if (settlement.UsesAttempt || settlement.State == DeliveryState.Delivered)
            Note(destination, record, settlement);

        // The record went over to another patient meanwhile and its newest version waited for this very answer.
        if (lane != claim.LaneId && _unblock.Put(now).Put(record).Put(destination).Put(now).Run() > 0)
            _lanes.Add((destination, lane));
    }

    private long? Due(LaneClaim claim, long destination, Settlement settlement, long now)
    {
        if (settlement.State == DeliveryState.Parked)
            return null;
        if (settlement.State == DeliveryState.Held
            && claim.Deliveries.FirstOrDefault(delivery => delivery.Key == settlement.Key) is { } claimed
            && held.ArrivedSince(destination, claimed.DependsOn))
            return now;
        return settlement.Due!.Value.ToUnixTimeMilliseconds();
    }

    private void Hold(LaneClaim claim, long destination, long record)
    {
        held.Hold(destination, record);
        _destinations[claim.Destination] = (destination, true);
    }

    private void Wake(LaneClaim claim, long destination, RecordKey key, long now)
    {
        if (_destinations[claim.Destination].AnyHeld)
            held.WakeDependents(destination, key, now, _lanes);
    }

    private void Note(long destination, long record, Settlement settlement) => journal.Write(
        record, destination, settlement.Version, settlement.StartedAt.ToUnixTimeMilliseconds(),
        (long)settlement.Duration.TotalMilliseconds, settlement.State,
        settlement.Failure ?? (settlement.SettledBy is { } settled ? new Failure(settled) : null), settlement.RemoteId, settlement.Plan);

    private Statement PutRemote(Statement statement, Settlement settlement, long record, long destination)
    {
        statement.PutText(settlement.RemoteId);
        if (settlement.Remote.IsEmpty)
            statement.PutNull().PutNull();
        else
            statement.PutBlob(settlement.Remote.Span).Put(_checksum.Add(record).Add(destination).Add(settlement.Remote.Span).Take());
        return statement.Put(record).Put(destination);
    }
}
