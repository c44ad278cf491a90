namespace FhirAdapter.Outbox.Sqlite;

/// <summary>The numbers of destinations.</summary>
internal sealed class DestinationNames(LedgerConnection connection)
{
    private readonly Statement _find = connection.Prepare("SELECT destination_id FROM destination WHERE name = ?");

    private readonly Statement _active = connection.Prepare("SELECT destination_id FROM destination WHERE active = 1 ORDER BY destination_id");

    private readonly Statement _learn = connection.Prepare("UPDATE destination SET learned = ? WHERE name = ? AND learned IS NOT ?");

    /// <summary>Keeps what was learned of a destination; whether that is new.</summary>
    public bool Learn(string name, string learned) => _learn.PutText(learned).PutText(name).PutText(learned).Run() > 0;

    /// <summary>The number of a destination, or <see langword="null"/> where it was never named at initialization.</summary>
    public long? Find(string name) => _find.PutText(name).Single();

    /// <summary>The numbers of all destinations that are owed what comes in.</summary>
    public List<long> Active()
    {
        List<long> active = [];
        while (_active.Step())
            active.Add(_active.Number(0));
        return active;
    }
}
