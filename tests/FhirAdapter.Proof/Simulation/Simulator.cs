using System.Globalization;
using FhirAdapter.Failures;
using FhirAdapter.Outbox;
using FhirAdapter.Proof.Clinic;
using FhirAdapter.Records;
using FhirAdapter.Sync;

namespace FhirAdapter.Proof.Simulation;

/// <summary>Lives one seed: steps by chance, what must hold after each, then calm weather until nothing is owed, then the final count.</summary>
internal sealed class Simulator(SimWorld world, int steps)
{
    private const int MostRecords = 14;
    private const int MostCalmPasses = 400;

    private readonly List<(Truth Truth, ClinicRecord Record)> _offered = [];

    public async Task RunAsync()
    {
        world.Meanwhile = OfferAsync;
        for (var step = 0; step < steps && world.Violations.Count == 0; step++)
        {
            await StepAsync();
            await CheckAsync(whole: step % 20 == 19);
        }
        if (world.Violations.Count == 0)
            await EndAsync();
    }

    private async Task StepAsync()
    {
        switch (world.Random.Next(100))
        {
            case < 30:
                await OfferAsync();
                break;
            case < 78:
                await PassAsync();
                break;
            case < 91:
                world.Advance(TimeSpan.FromSeconds(world.Random.Next(1, 900)));
                break;
            case < 93:
                world.Clock.Set(TimeSpan.FromSeconds(world.Random.Next(-7200, 7200)));
                world.Note("clock set");
                break;
            case < 95:
                if (await world.IdleAsync() is { } process)
                {
                    world.Note($"{process.Name} ends");
                    await world.CrashAsync(process);
                }
                break;
            case < 97:
                await RunAsync(async process => world.Note($"{process.Name} replay {await process.Outbox.ReplayAsync(null, null, CancellationToken.None)}"));
                break;
            default:
                world.Weather = Weather.Of(world.Random);
                break;
        }
    }

    private async Task RunAsync(Func<SimProcess, Task> work)
    {
        if (await world.IdleAsync() is { } process)
            await world.RunAsync(process, work);
    }

    private Task PassAsync() => RunAsync(async process => world.Note($"{process.Name} pass {await process.PassAsync(CancellationToken.None)}"));

    /// <summary>Hands records in, as a file does: what was not acknowledged comes again, whole, until it is.</summary>
    private async Task OfferAsync()
    {
        if (_offered.Count == 0)
        {
            for (var i = world.Random.Next(1, 4); i > 0; i--)
                _offered.Add(Next());
        }
        await RunAsync(async process =>
        {
            var outcomes = await process.Outbox.AppendAsync(LedgerEntry.Of([.. _offered.Select(each => ClinicRecords.Checked(each.Record))]), CancellationToken.None);
            for (var i = 0; i < outcomes.Count; i++)
            {
                world.Note($"{_offered[i].Record.Key} v{_offered[i].Record.Version} {outcomes[i]}");
                if (outcomes[i] == AppendOutcome.VersionConflict)
                    world.Violate("a version that was handed in once is refused as another content");
                _offered[i].Truth.Accepted = Math.Max(_offered[i].Truth.Accepted, _offered[i].Record.Version);
            }
            _offered.Clear();
        });
    }

    private (Truth, ClinicRecord) Next()
    {
        if (world.Truths.Count > 0 && (world.Truths.Count >= MostRecords || world.Random.Next(3) > 0))
        {
            var truth = world.Truths[world.Random.Next(world.Truths.Count)];
            return (truth, Again(truth));
        }
        var kind = (RecordKind)world.Random.Next(3);
        var patient = SimWorld.PatientOf(world.Random.Next(SimWorld.Patients));
        var poison = world.Random.Next(12) == 0;
        var procedure = world.Truths.FindLast(each => each.Key.Kind == RecordKind.NeedlingProcedure && each.Patient == patient && !each.IsPoison)?.Key.Id;
        var id = string.Create(CultureInfo.InvariantCulture, $"{(poison ? "POISON" : "R")}-{world.Truths.Count}");
        var born = new Truth(new RecordKey(kind, id), patient) { IsPoison = poison, Procedure = kind == RecordKind.PainScore ? procedure : null };
        world.Truths.Add(born);
        return (born, Version(born, 1, 1, deleted: false));
    }

    /// <summary>A correction, a deletion, the same content under a new number, an older or the same version again, or a move to another patient.</summary>
    private ClinicRecord Again(Truth truth)
    {
        var (version, mark, deleted) = truth.Newest;
        switch (world.Random.Next(10))
        {
            case < 4:
                return Version(truth, version + 1, version + 1, deleted: false);
            case 4:
                return Version(truth, version + 1, version + 1, deleted: true);
            case 5 when !deleted:
                truth.History.Add((version + 1, mark, true));
                return ClinicRecords.BareDeletion(truth.Key.Kind, truth.Key.Id, truth.Patient, version + 1);
            case 6 when !truth.IsPoison && truth.Procedure is null:
                truth.Patient = SimWorld.PatientOf(world.Random.Next(SimWorld.Patients));
                return Version(truth, version + 1, version + 1, deleted: false);
            default:
                // An older export comes once more. Its patient may have been another one then: only what is new is compared.
                var (old, oldMark, oldDeleted) = truth.History[world.Random.Next(truth.History.Count)];
                return old == version ? Version(truth, version + 1, version + 1, deleted) : Record(truth, old, oldMark, oldDeleted);
        }
    }

    private static ClinicRecord Version(Truth truth, long version, long mark, bool deleted)
    {
        truth.History.Add((version, mark, deleted));
        return Record(truth, version, mark, deleted);
    }

    private static ClinicRecord Record(Truth truth, long version, long mark, bool deleted) =>
        ClinicRecords.Record(truth.Key.Kind, truth.Key.Id, truth.Patient, mark, deleted, truth.Procedure) with { Version = version };

    private async Task CheckAsync(bool whole)
    {
        foreach (var truth in world.Truths)
        {
            var (type, identifier) = ClinicRecords.ResourceOf(truth.Key);
            if (world.Service.Store.Find(type, identifier).Count > 1)
                world.Violate("a record is at the server twice");
        }
        if (!whole || await world.IdleAsync() is not { } process)
            return;
        foreach (var counts in await process.Outbox.CountAsync(CancellationToken.None))
        {
            if (counts.Residue != 0)
                world.Violate("the accounts have a residue");
        }
        foreach (var truth in world.Truths.Where(each => each.Accepted > 0))
            await CheckAsync(process, truth);
    }

    private async Task CheckAsync(SimProcess process, Truth truth)
    {
        var found = await process.Outbox.FindAsync(truth.Key, CancellationToken.None);
        if (found is null || found.Version < truth.Accepted)
        {
            world.Violate("what was acknowledged is not in the ledger");
            return;
        }
        var standing = found.Deliveries.Single();
        if (standing.State == DeliveryState.Delivered && found.Version == truth.Accepted && !IsAtServer(truth))
            world.Violate("delivered in the ledger, and another content or nothing at the server");
        if (standing is { State: DeliveryState.Parked, Failure: { } failure } && !truth.IsPoison)
            world.Violate($"a sound record is parked: {failure.Code}");
    }

    private bool IsAtServer(Truth truth)
    {
        var (type, identifier) = ClinicRecords.ResourceOf(truth.Key);
        var (_, mark, deleted) = truth.NewestAccepted;
        var found = world.Service.Store.Find(type, identifier);
        // A deletion of what was never sent sends nothing.
        if (found.Count == 0)
            return deleted;
        var json = found[0].Json.ToJsonString();
        return ClinicRecords.VersionOf(json) == mark && json.Contains("entered-in-error", StringComparison.Ordinal) == deleted;
    }

    /// <summary>Calm weather: everything that was handed in must arrive by itself, but for what every server refuses.</summary>
    private async Task EndAsync()
    {
        world.Note("calm");
        world.Weather = Weather.Calm;
        while (_offered.Count > 0)
            await OfferAsync();
        for (var i = 0; i < MostCalmPasses; i++)
        {
            var process = (await world.IdleAsync())!;
            var claimed = false;
            await world.RunAsync(process, async running => claimed = await running.PassAsync(CancellationToken.None));
            if (claimed)
                continue;
            if (await process.Outbox.NextDueAsync(SimWorld.Destination, CancellationToken.None) is not { } due)
                break;
            if (due > world.Clock.Wall)
                world.Advance(due - world.Clock.Wall);
        }
        await CheckAsync(whole: true);
        var last = (await world.IdleAsync())!;
        foreach (var truth in world.Truths)
        {
            var standing = (await last.Outbox.FindAsync(truth.Key, CancellationToken.None))!.Deliveries.Single();
            if (truth.IsPoison ? standing.State == DeliveryState.Pending : standing.State != DeliveryState.Delivered)
                world.Violate($"not settled though all is calm: {standing.State} {standing.Failure?.Code}");
        }
        world.Note(string.Create(CultureInfo.InvariantCulture, $"resources {world.Service.Store.All.Count}"));
    }
}
