namespace FhirAdapter.Outbox.Sqlite;

/// <summary>Sums up what one transaction changes in the accounts of each destination, and writes it down once.</summary>
internal sealed class Accounts(LedgerConnection connection)
{
    private readonly Dictionary<long, (long Accepted, long Delivered, long Superseded, long NewestAt)> _sums = [];

    private readonly Statement _write = connection.Prepare(
        """
        UPDATE destination
        SET accepted = accepted + ?, delivered = delivered + ?, superseded = superseded + ?, newest_at = max(newest_at, ?)
        WHERE destination_id = ?
        """);

    public void Begin() => _sums.Clear();

    public void Add(long destination, long accepted = 0, long delivered = 0, long superseded = 0, long at = 0)
    {
        var sum = _sums.GetValueOrDefault(destination);
        _sums[destination] = (sum.Accepted + accepted, sum.Delivered + delivered, sum.Superseded + superseded, Math.Max(sum.NewestAt, at));
    }

    public void Write()
    {
        foreach (var (destination, sum) in _sums)
            _write.Put(sum.Accepted).Put(sum.Delivered).Put(sum.Superseded).Put(sum.NewestAt).Put(destination).Run();
    }
}
