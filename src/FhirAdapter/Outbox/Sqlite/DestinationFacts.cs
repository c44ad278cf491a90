namespace FhirAdapter.Outbox.Sqlite;

/// <summary>What is known of destinations beside their deliveries.</summary>
internal sealed class DestinationFacts(LedgerConnection connection)
{
    private readonly Statement _find = connection.Prepare("SELECT destination_id FROM destination WHERE name = ?");

    private readonly Statement _all = connection.Prepare(
        "SELECT topic, name, detail, count, first_at, notice FROM fact WHERE destination_id = ? ORDER BY topic, name");

    private readonly Statement _keep = connection.Prepare(
        """
        INSERT INTO fact (destination_id, topic, name, detail, count, notice, first_at) VALUES (?, ?, ?, ?, ?, ?, ?)
        ON CONFLICT DO UPDATE SET detail = excluded.detail, count = excluded.count, notice = excluded.notice
        """);

    private readonly Statement _drop = connection.Prepare("DELETE FROM fact WHERE destination_id = ? AND topic = ? AND name = ?");

    public IReadOnlyList<DestinationFact> Read(string destination) =>
        _find.PutText(destination).Single() is { } number ? Read(number) : [];

    public List<DestinationFact> Read(long destination)
    {
        List<DestinationFact> facts = [];
        _all.Put(destination);
        while (_all.Step())
        {
            facts.Add(new DestinationFact(
                _all.Text(0)!, _all.Text(1)!, _all.Text(2), _all.Number(3), DateTimeOffset.FromUnixTimeMilliseconds(_all.Number(4)))
            {
                IsNotice = _all.Number(5) == 1,
            });
        }

        return facts;
    }

    public bool Note(string destination, IReadOnlyList<DestinationFact> facts, long now)
    {
        if (_find.PutText(destination).Single() is not { } number)
            return false;
        foreach (var fact in facts)
        {
            if (fact.Count == 0)
                _drop.Put(number).PutText(fact.Topic).PutText(fact.Name).Run();
            else
                _keep.Put(number).PutText(fact.Topic).PutText(fact.Name).PutText(fact.Detail).Put(fact.Count).Put(fact.IsNotice ? 1 : 0).Put(now).Run();
        }

        return true;
    }
}
