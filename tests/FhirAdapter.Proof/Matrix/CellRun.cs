using FhirAdapter.Outbox;
using FhirAdapter.Proof.Clinic;
using FhirAdapter.Proof.FaultServer;
using FhirAdapter.Records;

namespace FhirAdapter.Proof.Matrix;

/// <summary>Runs one cell: prepare, arm, deliver under the fault, mend, deliver the rest; notes on the way what is not as it must be.</summary>
internal sealed class CellRun(Cell cell, CellWorld world)
{
    private const int RoundsForEver = 40;
    private const int MostRounds = 80;

    /// <summary>How long a fault that stays is watched: an open circuit keeps everybody waiting for half a minute at a time.</summary>
    private static readonly TimeSpan Patience = TimeSpan.FromMinutes(5);

    private readonly List<string> _failures = [];
    private readonly Dictionary<RecordKey, (long Version, bool Deleted)> _newest = [];
    private int _mark;

    /// <summary>Three tries for each attempt; a bundle's halves besides; and the platform itself repeats a GET on a connection that was closed.</summary>
    private int MostTries => cell.IsBundle ? 8 : cell.IsRead ? 6 : 3;

    private RecordKey Subject => new(cell.Kind, CellWorld.Subject);

    /// <summary>What is not as it must be, in words that are the same for cells that fail alike.</summary>
    public async Task<IReadOnlyList<string>> RunAsync(CancellationToken cancellationToken)
    {
        await PrepareAsync(cancellationToken);
        if (_failures.Count > 0)
            return _failures;
        Observation? first;
        int passes;
        if (cell.Verdict == Verdict.Absorb)
        {
            await ComeAgainAsync(cancellationToken);
            return _failures;
        }
        _mark = world.Server.Requests.Count;
        Arming.Arm(world, cell);
        await HandInAsync(2, cancellationToken);
        if (cell.Interaction == Interaction.NextPage)
        {
            await DeliverWestAsync(cancellationToken);
            Twin.Put(world, cell);
        }
        (first, passes) = cell.Shape == Shape.Once
            ? await DeliverAsync(MostRounds, Timeout.InfiniteTimeSpan, cancellationToken)
            : await DeliverAsync(RoundsForEver, Patience, cancellationToken);
        await JudgeAsync(first, passes, cancellationToken);
        await MendAsync(cancellationToken);
        return _failures;
    }

    private async Task PrepareAsync(CancellationToken cancellationToken)
    {
        if (cell.Interaction >= Interaction.Token && !cell.IsOfOldToken && cell.Interaction != Interaction.NextPage)
            return;
        // Metadata and patients are known before, so that the next request is the one that meets the fault; and a search by content has matches for two pages.
        for (var version = 11; version <= (cell.Interaction == Interaction.NextPage ? 12 : 11); version++)
            await world.AppendAsync(cancellationToken, Numbers.Reverse().Select(i => ClinicRecords.Record(cell.Kind, $"WARM-{version}-{i}", CellWorld.Patient(i), version)));
        if (cell.IsUpdate || cell.Verdict == Verdict.Absorb)
            await HandInAsync(1, cancellationToken);
        await DeliverAsync(MostRounds, Timeout.InfiniteTimeSpan, cancellationToken);
        await DeliverWestAsync(cancellationToken);
        var counts = await world.Outbox.CountAsync(cancellationToken);
        if (counts.Any(each => each.Pending + each.Held + each.Parked > 0))
            _failures.Add("the harness could not prepare the cell");
        if (cell.IsOfOldToken)
            world.Time.Advance(world.Options.SignIn.LeastInterval);
    }

    private IEnumerable<int> Numbers => Enumerable.Range(0, CellWorld.Bystanders(cell) + 1);

    private async Task HandInAsync(long version, CancellationToken cancellationToken)
    {
        // The subject last: who is refused with it must not be taken for it because he stands first.
        var records = Numbers.Reverse().Select(i => ClinicRecords.Record(
            cell.Kind, i == 0 ? CellWorld.Subject : CellWorld.Bystander + i, CellWorld.Patient(i), version,
            deleted: i == 0 && version == 2 && cell.Interaction == Interaction.Correction)).ToList();
        await world.AppendAsync(cancellationToken, records);
        foreach (var record in records)
            _newest[record.Key] = (record.Version, record.Deleted);
    }

    private async Task<(Observation? First, int Passes)> DeliverAsync(int rounds, TimeSpan patience, CancellationToken cancellationToken)
    {
        Observation? first = null;
        var begun = world.Time.GetUtcNow();
        var passes = 0;
        for (var round = 0; round < rounds; round++)
        {
            var pass = world.EastAsync(cancellationToken);
            if (!await world.Pacer.RunAsync(pass, cancellationToken))
            {
                _failures.Add("the delivery hangs past every deadline");
                return (first, passes);
            }
            var claimed = await ClaimedAsync(pass);
            if (claimed)
            {
                passes++;
                await CheckClaimsAsync(cancellationToken);
                if (first is null && world.Met > 0)
                    first = await ObserveAsync(cancellationToken);
                continue;
            }
            if (await world.Outbox.NextDueAsync(CellWorld.East, cancellationToken) is not { } due)
                break;
            if (patience != Timeout.InfiniteTimeSpan && due - begun > patience)
                break;
            if (due > world.Time.GetUtcNow())
                world.Time.Advance(due - world.Time.GetUtcNow());
        }
        return (first, passes);
    }

    private async Task<bool> ClaimedAsync(Task<bool> pass)
    {
        try
        {
            return await pass;
        }
        catch (Exception exception) when (exception is not OutOfMemoryException)
        {
            Fail($"the delivery pass threw {exception.GetType().Name}; its lanes wait for the end of their leases");
            world.Time.Advance(TimeSpan.FromSeconds(1));
            return true;
        }
    }

    private async Task<Observation?> ObserveAsync(CancellationToken cancellationToken)
    {
        var history = await world.Outbox.FindAsync(Subject, cancellationToken);
        if (history?.Deliveries.SingleOrDefault(each => each.Destination == CellWorld.East) is not { } standing)
            return null;
        var itself = Literals();
        var requests = world.Server.Requests.Skip(_mark).Count(each => CellWorld.IsAboutSubject(each) || itself.Contains(each.Target));
        return new Observation(
            standing.State, standing.Failure, standing.Due - world.Time.GetUtcNow(), standing.Attempts, standing.RemoteId, requests);
    }

    /// <summary>Where the subject stands at the server: what is asked for by id bears no word of it.</summary>
    private HashSet<string> Literals()
    {
        var (type, identifier) = ClinicRecords.ResourceOf(Subject);
        return world.Server.Service.Look(store => store.Find(type, identifier).Select(each => $"/{each.Literal}").ToHashSet(StringComparer.Ordinal));
    }

    /// <summary>What the ledger calls delivered must be at the server, as it is, under the id that the ledger keeps.</summary>
    private async Task CheckClaimsAsync(CancellationToken cancellationToken)
    {
        var delivered = new Dictionary<RecordKey, (long, bool)>();
        foreach (var (key, newest) in _newest)
        {
            var standing = (await world.Outbox.FindAsync(key, cancellationToken))!.Deliveries.Single(each => each.Destination == CellWorld.East);
            if (standing.State != DeliveryState.Delivered || standing.DeliveredVersion != newest.Version)
                continue;
            delivered[key] = newest;
            if (standing.RemoteId is { } id && !Belongs(key, id))
                Fail("the ledger keeps the id of another resource");
        }
        var count = ServerCount.Of(world.Server.Service, delivered);
        if (count.Lost > 0)
            Fail("delivered in the ledger, and not at the server");
        if (count.Stale > 0)
            Fail("delivered in the ledger, and another content at the server");
        if (count.Doubled > 0)
            Fail("delivered in the ledger, and doubled at the server");
    }

    private bool Belongs(RecordKey key, string remoteId)
    {
        var (type, identifier) = ClinicRecords.ResourceOf(key);
        return world.Server.Service.Look(store => store.Find(type, identifier)
            .Any(each => remoteId == each.Literal || remoteId.StartsWith(each.Literal + "/", StringComparison.Ordinal)));
    }

    private async Task JudgeAsync(Observation? first, int passes, CancellationToken cancellationToken)
    {
        var isTlsRevocation = cell is { Fault.Number: 35, Variant: var variant } && variant % 6 == 5;
        var isForeignEdit = cell.Fault.Number == 33 && world.Met == 0;
        if (first is null && !isTlsRevocation && !isForeignEdit && cell.Fault.Number != 11)
            Fail("the fault was never met: the product sends no such request");
        var last = await ObserveAsync(cancellationToken);
        var counts = await world.Outbox.CountAsync(cancellationToken);
        if (counts.Any(each => each.Residue != 0))
            Fail("the accounts have a residue");
        var east = counts.Single(each => each.Destination == CellWorld.East);
        Judgement.OfState(cell, first, last, east, Fail);
        if (cell.IsSignIn)
            SignInJudgement.Of(cell, world, _mark, last, east, Fail);
        if (isForeignEdit && !ForeignEdit.Stands(world))
            Fail("a foreign edit is overwritten silently");
        if (isTlsRevocation)
            Judgement.OfRevocation(world.Options, Fail);
        if (cell.Interaction is Interaction.PutIfMatch or Interaction.Correction
            && world.Server.Requests.Skip(_mark).FirstOrDefault(each => each.Method == "PUT" && CellWorld.IsAboutSubject(each)) is { } put && put.Header("If-Match") is null)
            Fail("an update of a version that is known goes out without If-Match");
        if (world.Met > (passes * MostTries * (CellWorld.Bystanders(cell) + 1)) + 3)
            Fail("more requests than the schedule allows");
        if (Judgement.OthersGoOn(cell) && !await IsDeliveredAsync(new RecordKey(cell.Kind, CellWorld.Bystander + 1), CellWorld.East, cancellationToken))
            Fail("another patient's record did not get through meanwhile");
        await DeliverWestAsync(cancellationToken);
        if (!await IsDeliveredAsync(Subject, CellWorld.West, cancellationToken))
            Fail("another destination's record did not get through meanwhile");
        await CheckPrivacyAsync(cancellationToken);
    }

    private async Task<bool> IsDeliveredAsync(RecordKey key, string destination, CancellationToken cancellationToken) =>
        (await world.Outbox.FindAsync(key, cancellationToken))!.Deliveries.Single(each => each.Destination == destination).State == DeliveryState.Delivered;

    private async Task DeliverWestAsync(CancellationToken cancellationToken)
    {
        var pass = world.WestAsync(cancellationToken);
        if (!await world.Pacer.RunAsync(pass, cancellationToken))
            Fail("the delivery to another destination hangs");
        await pass;
    }

    private async Task CheckPrivacyAsync(CancellationToken cancellationToken)
    {
        var said = world.Log.Lines.ToList();
        foreach (var key in _newest.Keys)
        {
            var history = await world.Outbox.FindAsync(key, cancellationToken);
            said.AddRange(history!.Journal.Select(each => each.ToString()));
            said.AddRange(history.Deliveries.Select(each => each.ToString()));
        }
        if (said.Exists(line => line.Contains(ClinicRecords.Canary, StringComparison.Ordinal)))
            Fail("a patient's data stands in a log or listing");
        if (world.Server.Requests.Any(each => each.Target.Contains(ClinicRecords.Canary, StringComparison.Ordinal)))
            Fail("a patient's data stands in an address");
        if (world.Evil.Bytes + world.Evil.Connections > 0)
            Fail("something was sent to another host");
    }

    private async Task MendAsync(CancellationToken cancellationToken)
    {
        world.Server.Script.Disarm();
        world.Server.Service.Races = 0;
        world.Door.Disarm();
        if (cell.Fault.Number == 11)
        {
            await JudgeDoubledAsync(cancellationToken);
            return;
        }
        // A person has to mend what somebody else changed.
        if (cell.Fault.Number == 33 && world.Met == 0)
            return;
        await world.Outbox.ReplayAsync(null, null, cancellationToken);
        await DeliverAsync(MostRounds, Timeout.InfiniteTimeSpan, cancellationToken);
        foreach (var key in _newest.Keys)
        {
            if (!await IsDeliveredAsync(key, CellWorld.East, cancellationToken))
                Fail("not delivered after the fault has gone and a replay");
        }
        var count = ServerCount.Of(world.Server.Service, _newest);
        if (count.Lost > 0)
            Fail("not at the server in the end");
        if (count.Doubled > 0)
            Fail("doubled at the server in the end");
        if (count.Stale > 0)
            Fail("another content at the server in the end");
    }

    /// <summary>What the server doubled is one again in the end and all else of it is withdrawn, or it is parked in plain sight for a person.</summary>
    private async Task JudgeDoubledAsync(CancellationToken cancellationToken)
    {
        var delivered = new Dictionary<RecordKey, (long, bool)>();
        foreach (var (key, newest) in _newest)
        {
            if (await IsDeliveredAsync(key, CellWorld.East, cancellationToken))
                delivered[key] = newest;
        }
        var count = ServerCount.Of(world.Server.Service, delivered);
        if (count.Lost + count.Stale > 0)
            Fail("not at the server in the end");
        if (count.Doubled > 0)
            Fail("a create that the server doubled is not seen");
        var type = ClinicRecords.ResourceOf(Subject).Type;
        if (world.Server.Service.Look(store => store.All.Any(each => each.Type == type && !each.Identifiers.Any()
            && !each.Json.ToJsonString().Contains("entered-in-error", StringComparison.Ordinal))))
            Fail("what the server doubled stands there without identifier and not withdrawn");
    }

    /// <summary>The same again, or an older version after a newer: nothing must come of it.</summary>
    private async Task ComeAgainAsync(CancellationToken cancellationToken)
    {
        await HandInAsync(2, cancellationToken);
        await DeliverAsync(MostRounds, Timeout.InfiniteTimeSpan, cancellationToken);
        var before = world.Server.Requests.Count;
        for (var i = 0; i < (cell.Shape == Shape.Once ? 1 : 5); i++)
        {
            var version = cell.Shape == Shape.Once ? 2 : 1;
            await world.AppendAsync(cancellationToken, ClinicRecords.Record(
                cell.Kind, CellWorld.Subject, CellWorld.Patient(0), version, deleted: version == 2 && cell.Interaction == Interaction.Correction));
            await DeliverAsync(MostRounds, Timeout.InfiniteTimeSpan, cancellationToken);
        }
        if (world.Server.Requests.Count != before)
            Fail("a record that came again was sent again");
        await CheckClaimsAsync(cancellationToken);
        if (!await IsDeliveredAsync(Subject, CellWorld.East, cancellationToken))
            Fail("a record that came again is no longer delivered");
    }

    private void Fail(string cause)
    {
        if (!_failures.Contains(cause))
            _failures.Add(cause);
    }
}
