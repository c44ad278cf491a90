using FhirAdapter.Health;
using FhirAdapter.Outbox;
using Microsoft.Extensions.Logging.Testing;
using Microsoft.Extensions.Time.Testing;

namespace FhirAdapter.Tests.Health;

public sealed class BackpressureTests
{
    private static readonly BackpressureOptions Bounds = new() { MaxUndelivered = 1000, MaxLedgerBytes = 10 << 20, LeastFreeBytes = 1 << 20 };

    [Theory]
    [InlineData(999, 1 << 20, 1 << 20, null)]
    [InlineData(1000, 1 << 20, 1 << 20, OutboxUnavailableCause.BacklogFull)]
    [InlineData(0, 10 << 20, 1 << 20, OutboxUnavailableCause.LedgerFull)]
    [InlineData(0, 1 << 20, (1 << 20) - 1, OutboxUnavailableCause.DiskLow)]
    [InlineData(5000, 11 << 20, 0, OutboxUnavailableCause.DiskLow)]
    public void Records_are_taken_below_every_bound_only(long undelivered, long bytes, long free, OutboxUnavailableCause? cause) =>
        Assert.Equal(cause, Judge(undelivered, bytes, free, closed: false)?.Cause);

    [Theory]
    [InlineData(900, 1 << 20, 2 << 20, OutboxUnavailableCause.BacklogFull)]
    [InlineData(899, 1 << 20, 2 << 20, null)]
    [InlineData(0, 1 << 20, (1 << 20) + 100_000, OutboxUnavailableCause.DiskLow)]
    [InlineData(0, 1 << 20, (1 << 20) + 110_000, null)]
    public void Once_held_back_they_are_taken_again_when_there_is_a_tenth_of_room(long undelivered, long bytes, long free, OutboxUnavailableCause? cause) =>
        Assert.Equal(cause, Judge(undelivered, bytes, free, closed: true)?.Cause);

    [Fact]
    public void A_disk_whose_room_the_system_does_not_tell_holds_nothing_back() =>
        Assert.Null(new Backpressure(Bounds).Judge(new LedgerMeasure(0, null, 0, null), closed: false));

    [Fact]
    public void The_reason_names_figure_and_setting() =>
        Assert.Equal(
            "1,000 versions are undelivered (MaxUndelivered is 1,000); see `fhir-adapter status` for the destination that does not take them. No records are taken until then.",
            Judge(1000, 0, 1 << 20, closed: false)!.Message);

    [Fact]
    public void Holding_back_and_going_on_are_said_once_each()
    {
        var log = new FakeLogger<IntakeGate>();
        var gate = new IntakeGate(Bounds, new FakeTimeProvider(), log);
        foreach (var undelivered in new[] { 10, 1000, 1100, 950, 800, 20 })
            gate.Judge(new LedgerMeasure(0, 1 << 30, undelivered, null));

        Assert.Equal([1210, 1211], log.Collector.GetSnapshot().Select(line => line.Id.Id));
    }

    private static OutboxUnavailableException? Judge(long undelivered, long bytes, long free, bool closed) =>
        new Backpressure(Bounds).Judge(new LedgerMeasure(bytes, free, undelivered, null), closed);
}
