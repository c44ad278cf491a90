using FhirAdapter.Outbox;

namespace FhirAdapter.Tests.Outbox;

/// <summary>What is kept of destinations beside their deliveries, and whose is what there.</summary>
public abstract partial class OutboxContract
{
    [Fact]
    public async Task A_fact_is_kept_over_a_restart_with_the_time_at_which_it_was_first_seen()
    {
        var first = Clock.GetUtcNow();
        await Ledger.NoteAsync(East, [new DestinationFact("difference", "Procedure.note", "missing", 1) { IsNotice = true }], None);
        Clock.Advance(Later);
        await Ledger.NoteAsync(East, [new DestinationFact("difference", "Procedure.note", "missing", 2) { IsNotice = true }], None);
        await ReopenAsync();

        Assert.Equal(new DestinationFact("difference", "Procedure.note", "missing", 2, first) { IsNotice = true }, Assert.Single(await Ledger.FactsAsync(East, None)));
        Assert.Equal(new DestinationNotice("difference", "Procedure.note", "missing", 2, first), Assert.Single(Assert.Single(await Ledger.CountAsync(None)).Notices));
    }

    [Fact]
    public async Task A_fact_that_counts_nothing_is_taken_off_and_one_that_is_no_notice_is_shown_to_nobody()
    {
        await Ledger.NoteAsync(East, [new DestinationFact("kept", "capability", "{}", 1), new DestinationFact("paused", "update of Observation", null, 1) { IsNotice = true }], None);
        await Ledger.NoteAsync(East, [new DestinationFact("paused", "update of Observation", null, 0)], None);

        Assert.Equal("kept", Assert.Single(await Ledger.FactsAsync(East, None)).Topic);
        Assert.Empty(Assert.Single(await Ledger.CountAsync(None)).Notices);
        Assert.Empty(await Ledger.FactsAsync("nowhere", None));
    }

    [Fact]
    public async Task What_is_at_a_destination_belongs_to_the_record_that_had_it_first()
    {
        var (one, other) = (LedgerRecords.Score("one"), LedgerRecords.Score("other"));
        await AppendAsync(LedgerRecords.Record(one), LedgerRecords.Record(other));
        var claim = await ClaimOneAsync();
        await SettleAsync(claim, [.. claim.Deliveries.Select(each => LedgerRecords.Delivered(each) with { Owned = ["Observation/7", $"Observation/{each.Key.Id}"] })]);
        await ReopenAsync();

        var owners = await Ledger.OwnersAsync(East, ["Observation/7", "Observation/other", "Observation/8"], None);

        Assert.Equal(2, owners.Count);
        Assert.Equal(one, owners["Observation/7"]);
        Assert.Equal(other, owners["Observation/other"]);
        Assert.Empty(await Ledger.OwnersAsync("nowhere", ["Observation/7"], None));
    }

    [Fact]
    public async Task Somebody_who_lost_the_lease_comes_to_own_nothing()
    {
        var key = LedgerRecords.Score("one");
        await AppendAsync(LedgerRecords.Record(key));
        var claim = await ClaimOneAsync();
        Clock.Advance(Lease);

        Assert.False(await SettleAsync(claim, LedgerRecords.Delivered(claim.Deliveries[0]) with { Owned = ["Observation/7"] }));
        Assert.Empty(await Ledger.OwnersAsync(East, ["Observation/7"], None));
    }
}
