using FhirAdapter.Outbox;
using FhirAdapter.Records;
using Microsoft.Extensions.Time.Testing;
using static FhirAdapter.Tests.Outbox.LedgerRecords;

namespace FhirAdapter.Tests.Outbox;

/// <summary>Does one random history to the ledger and to the model, and compares the accounts after every step and each record at the end.</summary>
internal sealed class LedgerHistory(IOutbox ledger, FakeTimeProvider clock, string destination, int number)
{
    private static readonly TimeSpan Lease = TimeSpan.FromSeconds(60);
    private readonly LedgerModel _model = new();
    private readonly List<(string Lane, LaneClaim Claim)> _claims = [];
    private DestinationCounts _before = null!;

    public async Task RunAsync((int Kind, int A, int B, int C)[] steps)
    {
        _before = await CountAsync();
        foreach (var (kind, a, b, c) in steps)
        {
            await (kind switch
            {
                <= 5 => AppendAsync(a, b, c),
                <= 8 => ClaimAsync(a),
                <= 12 => SettleAsync(a, b),
                13 => RenewAsync(a),
                14 => ReplayAsync(),
                _ => AdvanceAsync(a),
            });
            await CompareCountsAsync();
        }

        await CompareRecordsAsync();
        await FinishAsync();
    }

    // Few records in two lanes, so that versions, lanes and dependencies meet often.
    private async Task AppendAsync(int a, int b, int c)
    {
        OutboxRecord[] batch = [.. Enumerable.Range(0, 1 + (c % 3)).Select(index => Some(a + (index * 7), b + (index * 3), c + index))];
        var expected = batch.Select(record => _model.Append(record, clock.GetUtcNow())).ToArray();
        Assert.Equal(expected, await ledger.AppendAsync(batch, CancellationToken.None));
    }

    private OutboxRecord Some(int a, int b, int c)
    {
        var kind = (RecordKind)(a % 3);
        var key = Key(kind, a / 3 % 2);
        return Record(
            key, $"{number}-{a / 3 % 2}", 1 + (b % 6), $"content {c % 3}", c % 5 == 0,
            kind == RecordKind.PainScore ? [Key(RecordKind.NeedlingProcedure, b % 2)] : []);
    }

    private RecordKey Key(RecordKind kind, int index) => new(kind, $"h{number}-{index}");

    private async Task ClaimAsync(int limit)
    {
        var claimable = _model.Claimable(clock.GetUtcNow());
        var claims = await ledger.ClaimAsync(destination, 1 + (limit % 8), Lease, CancellationToken.None);
        Assert.Equal(Math.Min(1 + (limit % 8), claimable.Values.Sum(lane => lane.Count)), claims.Sum(claim => claim.Deliveries.Count));
        foreach (var claim in claims)
        {
            var lane = _model.Find(claim.Deliveries[0].Key)!.Lane;
            _model.NoteTried(lane);
            Assert.Equal(claimable[lane].Take(claim.Deliveries.Count).Select(Shape), claim.Deliveries.Select(Shape));
            _model.Lease(lane, claim, clock.GetUtcNow());
            _claims.Add((lane, claim));
        }
    }

    private async Task SettleAsync(int which, int how)
    {
        if (_claims.Count == 0)
            return;
        var (lane, claim) = _claims[which % _claims.Count];
        Settlement[] settlements = [.. claim.Deliveries.Select((delivery, index) => Some(delivery, how + index)).OfType<Settlement>()];
        var expected = _model.Settle(lane, claim, settlements, clock.GetUtcNow());
        Assert.Equal(expected ? 1 : 0, (await ledger.SettleAsync([(claim, settlements)], CancellationToken.None)).Count);
    }

    private Settlement? Some(ClaimedDelivery delivery, int how) => (how % 7) switch
    {
        0 => null,
        1 => PutOff(delivery, clock.GetUtcNow() + TimeSpan.FromSeconds(how % 90), how % 2 == 0),
        2 => Held(delivery, clock.GetUtcNow() + TimeSpan.FromSeconds(how % 90)),
        3 => Parked(delivery),
        _ => Delivered(delivery),
    };

    private async Task RenewAsync(int which)
    {
        if (_claims.Count == 0)
            return;
        var (lane, claim) = _claims[which % _claims.Count];
        Assert.Equal(_model.Renew(lane, claim, clock.GetUtcNow(), Lease), await ledger.RenewAsync(claim, Lease, CancellationToken.None));
    }

    private async Task ReplayAsync() =>
        Assert.Equal(_model.Replay(clock.GetUtcNow()), await ledger.ReplayAsync(null, null, CancellationToken.None));

    private Task AdvanceAsync(int seconds)
    {
        clock.Advance(TimeSpan.FromSeconds(seconds % 70));
        return Task.CompletedTask;
    }

    private async Task CompareCountsAsync()
    {
        var counts = await CountAsync();
        Assert.Equal(0, counts.Residue);
        Assert.Equal(
            (_model.Accepted, _model.Delivered, _model.Superseded, _model.In(DeliveryState.Pending), _model.In(DeliveryState.Held), _model.In(DeliveryState.Parked)),
            (counts.Accepted - _before.Accepted, counts.Delivered - _before.Delivered, counts.Superseded - _before.Superseded,
                counts.Pending, counts.Held, counts.Parked));
    }

    private async Task CompareRecordsAsync()
    {
        foreach (var entry in _model.Entries)
        {
            var history = (await ledger.FindAsync(entry.Key, CancellationToken.None))!;
            var standing = history.Deliveries.Single();
            Assert.Equal(
                (entry.Version, entry.Deleted, entry.State, entry.DeliveredVersion, entry.Attempts),
                (history.Version, history.Deleted, standing.State, standing.DeliveredVersion, standing.Attempts));
        }
    }

    /// <summary>Whatever happened, everything arrives once it may; the next history finds an empty desk.</summary>
    private async Task FinishAsync()
    {
        clock.Advance(TimeSpan.FromMinutes(3));
        await ledger.ReplayAsync(null, null, CancellationToken.None);
        while (await ledger.ClaimAsync(destination, 100, Lease, CancellationToken.None) is { Count: > 0 } claims)
        {
            var settled = claims.Select(claim => (claim, (IReadOnlyList<Settlement>)[.. claim.Deliveries.Select(one => Delivered(one))]));
            await ledger.SettleAsync([.. settled], CancellationToken.None);
        }

        var counts = await CountAsync();
        Assert.Equal((0, 0, 0, 0), (counts.Residue, counts.Pending, counts.Held, counts.Parked));
        Assert.Null(await ledger.NextDueAsync(destination, CancellationToken.None));
    }

    private async Task<DestinationCounts> CountAsync() =>
        (await ledger.CountAsync(CancellationToken.None)).Single(one => one.Destination == destination);

    private static (RecordKey, long, bool, int, long?) Shape(LedgerModel.Entry entry) =>
        (entry.Key, entry.Version, entry.Deleted, entry.Attempts, entry.DeliveredVersion);

    private static (RecordKey, long, bool, int, long?) Shape(ClaimedDelivery delivery) =>
        (delivery.Key, delivery.Version, delivery.Deleted, delivery.Attempts, delivery.DeliveredVersion);
}
