using FhirAdapter.Failures;

namespace FhirAdapter.Outbox.Sqlite;

/// <summary>Reads the accounts: the sums that were kept, against the rows that are there.</summary>
internal sealed class Counting(LedgerConnection connection)
{
    private readonly DestinationFacts _facts = new(connection);

    private readonly Statement _destinations = connection.Prepare(
        "SELECT destination_id, name, accepted, delivered, superseded, learned FROM destination WHERE active = 1 ORDER BY destination_id");

    private readonly Statement _pending = connection.Prepare(
        "SELECT count(*), min(owed_at) FROM delivery WHERE destination_id = ? AND due_at IS NOT NULL AND state = 'pending'");

    private readonly Statement _stuck = connection.Prepare(
        "SELECT count(*) FROM delivery WHERE destination_id = ? AND since IS NOT NULL AND state = ?");

    private readonly Statement _givenUp = connection.Prepare(
        $"SELECT count(*) FROM delivery WHERE destination_id = ? AND since IS NOT NULL AND failure_code = '{FailureCode.OutOfTime}'");

    private readonly Statement _reasons = connection.Prepare(
        "SELECT failure_code, count(*) FROM delivery WHERE destination_id = ? AND state = 'parked' GROUP BY failure_code ORDER BY count(*) DESC, failure_code");

    private readonly Statement _nextDue = connection.Prepare(
        "SELECT min(next_at) FROM destination_lane WHERE destination_id = ? AND next_at IS NOT NULL");

    private readonly Statement _anyDue = connection.Prepare(
        "SELECT 1 FROM destination_lane WHERE destination_id = ? AND next_at <= ? LIMIT 1");

    private readonly Statement _find = connection.Prepare("SELECT destination_id FROM destination WHERE name = ?");

    public IReadOnlyList<DestinationCounts> Run()
    {
        List<DestinationCounts> counts = [];
        while (_destinations.Step())
            counts.Add(Row(_destinations.Number(0)));
        return counts;
    }

    public DateTimeOffset? NextDue(string destination) =>
        _find.PutText(destination).Single() is { } number ? Time(_nextDue.Put(number).Single()) : null;

    /// <summary>Whether any lane can be claimed.</summary>
    public bool IsAnyDue(string destination, long now) =>
        _find.PutText(destination).Single() is { } number && _anyDue.Put(number).Put(now).Single() is not null;

    private DestinationCounts Row(long destination)
    {
        _pending.Put(destination).Step();
        var (pending, oldest) = (_pending.Number(0), Time(_pending.NumberOrNull(1)));
        _pending.Reset();
        var parked = Stuck(destination, DeliveryState.Parked);
        var counts = new DestinationCounts(
            _destinations.Text(1)!,
            _destinations.Number(2),
            _destinations.Number(3),
            _destinations.Number(4),
            pending,
            Stuck(destination, DeliveryState.Held),
            parked,
            oldest,
            Time(_nextDue.Put(destination).Single()))
        {
            Learned = _destinations.Text(5),
            GivenUp = _givenUp.Put(destination).Single() ?? 0,
        };
        if (parked > 0)
            counts = counts with { ParkedReasons = Reasons(destination) };
        var notices = _facts.Read(destination).FindAll(fact => fact.IsNotice);
        return notices.Count == 0
            ? counts
            : counts with { Notices = notices.ConvertAll(fact => new DestinationNotice(fact.Topic, fact.Name, fact.Detail, fact.Count, fact.FirstSeen)) };
    }

    private long Stuck(long destination, DeliveryState state) => _stuck.Put(destination).PutText(StoredCode.Of(state)).Single() ?? 0;

    private List<ParkedReason> Reasons(long destination)
    {
        List<ParkedReason> reasons = [];
        _reasons.Put(destination);
        while (_reasons.Step())
            reasons.Add(new ParkedReason(_reasons.Text(0)!, _reasons.Number(1)));
        return reasons;
    }

    private static DateTimeOffset? Time(long? milliseconds) =>
        milliseconds is { } value ? DateTimeOffset.FromUnixTimeMilliseconds(value) : null;
}
