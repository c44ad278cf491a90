using FhirAdapter.Failures;

namespace FhirAdapter.Outbox.Sqlite;

/// <summary>The transaction that takes records in.</summary>
internal sealed class Appending(
    LedgerConnection connection, DestinationNames destinations, Accounts accounts, Owing owing, HeldDeliveries held, LaneClock clock,
    EarlierVersions earlier)
{
    private readonly Statement _findLane = connection.Prepare("SELECT lane_id FROM lane WHERE name = ?");
    private readonly Statement _addLane = connection.Prepare("INSERT INTO lane (name) VALUES (?)");

    private readonly Statement _insert = connection.Prepare(
        """
        INSERT INTO record (id, kind, version, content_version, lane_id, rank, deleted, accepted_at, content_hash, depends_on, payload, checksum)
        VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)
        ON CONFLICT (id, kind) DO NOTHING
        """);

    private readonly Statement _find = connection.Prepare(
        "SELECT record_id, version, deleted, content_hash FROM record WHERE id = ? AND kind = ?");

    private readonly Statement _replace = connection.Prepare(
        """
        UPDATE record
        SET version = ?, content_version = ?, lane_id = ?, rank = ?, deleted = ?, accepted_at = ?, content_hash = ?, depends_on = ?,
            payload = coalesce(?, payload)
        WHERE record_id = ?
        """);

    private readonly Statement _advance = connection.Prepare(
        "UPDATE record SET version = ?, accepted_at = ? WHERE record_id = ?");

    // Of a row that was changed, whatever of it stayed.
    private readonly Statement _seal = connection.Prepare($"UPDATE record SET checksum = {Checksum.OfRecord} WHERE record_id = ?");

    private readonly Checksum _checksum = new();

    private readonly Dictionary<string, long> _lanes = new(StringComparer.Ordinal);
    private readonly HashSet<long> _touched = [];

    public IReadOnlyList<AppendOutcome> Run(IReadOnlyList<OutboxRecord> records, long now)
    {
        FailPoint.Pass("append.begun");
        accounts.Begin();
        _lanes.Clear();
        _touched.Clear();
        owing.Begin();
        var owed = destinations.Active();
        var outcomes = new AppendOutcome[records.Count];
        for (var index = 0; index < outcomes.Length; index++)
            outcomes[index] = Append(records[index], owed, now);
        FailPoint.Pass("append.rows-written");
        foreach (var destination in owed)
            Touch(destination, now);
        accounts.Write();
        FailPoint.Pass("append.accounts-written");
        return outcomes;
    }

    private AppendOutcome Append(OutboxRecord record, List<long> owed, long now)
    {
        var lane = Lane(record.Lane);
        var kind = StoredCode.Of(record.Key.Kind);
        var deleted = record.Deleted ? 1 : 0;
        var dependsOn = StoredKeys.Format(record.DependsOn);
        var payload = record.Payload.IsEmpty ? record.BareDeletion.Span : record.Payload.Span;
        var checksum = _checksum.Add(record.Key.Id).Add(kind).Add(record.Version).Add(record.Version).Add(lane).Add(record.Rank).Add(deleted)
            .Add(record.ContentHash.Span).Add(dependsOn).Add(payload).Take();
        var inserted = _insert.PutText(record.Key.Id).PutText(kind).Put(record.Version).Put(record.Version)
            .Put(lane).Put(record.Rank).Put(deleted).Put(now).PutBlob(record.ContentHash.Span)
            .PutText(dependsOn).PutBlob(payload).Put(checksum).RunInsert();
        if (inserted is not { } number)
            return AppendKnown(record, lane, owed, now);
        foreach (var destination in owed)
            owing.First(destination, number, record.Version, lane, record.Rank, now);
        _touched.Add(lane);
        return AppendOutcome.Accepted;
    }

    private AppendOutcome AppendKnown(OutboxRecord record, long lane, List<long> owed, long now)
    {
        _find.PutText(record.Key.Id).PutText(StoredCode.Of(record.Key.Kind)).Step();
        var (number, version) = (_find.Number(0), _find.Number(1));
        var same = _find.Number(2) == (record.Deleted ? 1 : 0) && _find.Bytes(3).SequenceEqual(record.ContentHash.Span);
        _find.Reset();
        if (record.Version < version)
            return AppendOutcome.Stale;
        if (record.Version == version)
            return same ? AppendOutcome.Duplicate : AppendOutcome.VersionConflict;
        if (same)
        {
            // The payload stays that of the first version with this content: what is sent must not depend on when it is sent.
            _advance.Put(record.Version).Put(now).Put(number).Run();
            _seal.Put(number).Run();
            return AppendOutcome.Unchanged;
        }

        earlier.KeepWhereSent(number);
        PutPayload(_replace.Put(record.Version).Put(record.Version).Put(lane).Put(record.Rank).Put(record.Deleted ? 1 : 0).Put(now)
            .PutBlob(record.ContentHash.Span).PutText(StoredKeys.Format(record.DependsOn)), record).Put(number).Run();
        _seal.Put(number).Run();
        foreach (var destination in owed)
            owing.Newer(destination, number, record.Version, lane, record.Rank, now);
        _touched.Add(lane);
        return AppendOutcome.Accepted;
    }

    private static Statement PutPayload(Statement statement, OutboxRecord record) =>
        record.Payload.IsEmpty ? statement.PutNull() : statement.PutBlob(record.Payload.Span);

    private void Touch(long destination, long now)
    {
        var anyHeld = held.Any(destination);
        foreach (var lane in _touched)
        {
            if (anyHeld)
                held.WakeLane(destination, lane, now);
            clock.Touch(destination, lane, now);
        }
    }

    private long Lane(string name)
    {
        if (!_lanes.TryGetValue(name, out var lane))
        {
            lane = _findLane.PutText(name).Single() ?? _addLane.PutText(name).RunInsert()!.Value;
            _lanes.Add(name, lane);
        }

        return lane;
    }
}
