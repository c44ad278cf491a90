using FhirAdapter.Destinations;
using FhirAdapter.Records;

namespace FhirAdapter.Tests.Destinations;

/// <summary>What every destination owes the worker, whatever it is.</summary>
public abstract class DestinationContract : IAsyncLifetime
{
    private protected IDestination Destination { get; private set; } = null!;

    private protected static CancellationToken Soon => new CancellationTokenSource(TimeSpan.FromSeconds(60)).Token;

    /// <summary>Opens an empty destination.</summary>
    private protected abstract Task<IDestination> OpenAsync();

    /// <summary>What is there now: a line for each resource, the same for the same content.</summary>
    private protected abstract Task<IReadOnlyList<string>> StoredAsync();

    public virtual async Task InitializeAsync() => Destination = await OpenAsync();

    public virtual async Task DisposeAsync() => await Destination.DisposeAsync();

    [Fact]
    public async Task Nothing_to_deliver_gives_nothing()
    {
        Assert.Empty(await Destination.DeliverAsync([], Soon));
        Assert.Empty(Assert.Single(await Destination.DeliverAsync([[]], Soon)));
    }

    [Fact]
    public async Task Each_delivery_gets_its_outcome_at_its_own_place()
    {
        var outcomes = await Destination.DeliverAsync(
            [[SomeDeliveries.Procedure("P1", "A"), SomeDeliveries.Score("S1", "A", "P1")], [SomeDeliveries.Score("S2", "B")]], Soon);

        Assert.Equal([2, 1], outcomes.Select(lane => lane.Count));
        Assert.All(outcomes.SelectMany(lane => lane), outcome => Assert.IsType<DeliveryOutcome.Delivered>(outcome));
        var stored = string.Join('\n', await StoredAsync());
        Assert.All(["\"P1\"", "P1#site-1", "\"S1\"", "\"S2\""], each => Assert.Contains(each, stored, StringComparison.Ordinal));
    }

    [Fact]
    public async Task Delivering_again_has_no_further_effect_whether_or_not_the_ledger_noted_it()
    {
        var first = await Destination.DeliverAsync([[SomeDeliveries.Procedure("P1", "A"), SomeDeliveries.Score("S1", "A", "P1")]], Soon);
        var stored = await StoredAsync();

        var noted = await Destination.DeliverAsync([Noted(first[0])], Soon);
        var forgotten = await Destination.DeliverAsync([[SomeDeliveries.Procedure("P1", "A"), SomeDeliveries.Score("S1", "A", "P1")]], Soon);

        Assert.All(noted[0].Concat(forgotten[0]), outcome => Assert.IsType<DeliveryOutcome.Delivered>(outcome));
        Assert.Equal(stored.Order(), (await StoredAsync()).Order());

        static List<Delivery> Noted(IReadOnlyList<DeliveryOutcome> before) =>
        [
            SomeDeliveries.Procedure("P1", "A") with { Remote = Remote(before[0]) },
            SomeDeliveries.Score("S1", "A", "P1") with { Remote = Remote(before[1]) },
        ];
    }

    [Fact]
    public async Task A_correction_replaces_what_was_there()
    {
        var first = await Destination.DeliverAsync([[SomeDeliveries.Procedure("P1", "A", note: "first words")]], Soon);
        var second = await Destination.DeliverAsync(
            [[SomeDeliveries.Procedure("P1", "A", version: 2, note: "better words") with { Remote = Remote(first[0][0]) }]], Soon);

        Assert.IsType<DeliveryOutcome.Delivered>(second[0][0]);
        var stored = Assert.Single(await StoredAsync(), each => each.Contains("\"resourceType\":\"Procedure\"", StringComparison.Ordinal));
        Assert.Contains("better words", stored, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Looking_at_it_stores_nothing()
    {
        var probe = await Destination.ProbeAsync(Soon);

        Assert.True(probe.Reachable);
        Assert.NotEmpty(probe.Findings);
        Assert.Empty(await StoredAsync());
    }

    private protected static ReadOnlyMemory<byte> Remote(DeliveryOutcome outcome) => outcome switch
    {
        DeliveryOutcome.Delivered delivered => delivered.Remote,
        DeliveryOutcome.Deferred deferred => deferred.Remote,
        DeliveryOutcome.Rejected rejected => rejected.Remote,
        _ => default,
    };
}
