using FhirAdapter.Records;

namespace FhirAdapter.Outbox.Sqlite;

/// <summary>Which record owns what at destinations that name nothing by itself.</summary>
internal sealed class OwnedResources(LedgerConnection connection)
{
    // Whoever had it first keeps it: an id at a destination belongs to one record.
    private readonly Statement _own = connection.Prepare(
        "INSERT INTO owned (destination_id, remote, record_id) VALUES (?, ?, ?) ON CONFLICT DO NOTHING");

    private readonly Statement _owner = connection.Prepare(
        """
        SELECT r.id, r.kind FROM destination AS d
        CROSS JOIN owned AS o ON o.destination_id = d.destination_id AND o.remote = ?
        CROSS JOIN record AS r ON r.record_id = o.record_id
        WHERE d.name = ?
        """);

    public void Own(long destination, string remote, long record) => _own.Put(destination).PutText(remote).Put(record).Run();

    public IReadOnlyDictionary<string, RecordKey> Owners(string destination, IReadOnlyCollection<string> remotes)
    {
        var owners = new Dictionary<string, RecordKey>(StringComparer.Ordinal);
        foreach (var remote in remotes)
        {
            _owner.PutText(remote).PutText(destination);
            if (_owner.Step())
                owners[remote] = new RecordKey(StoredCode.Kind(_owner.Bytes(1)), _owner.Text(0)!);
            _owner.Reset();
        }

        return owners;
    }
}
