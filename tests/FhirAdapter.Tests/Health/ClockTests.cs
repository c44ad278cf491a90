using FhirAdapter.Health;
using FhirAdapter.Outbox;
using FhirAdapter.Outbox.Sqlite;
using FhirAdapter.Sync;
using FhirAdapter.Tests.Outbox;
using static FhirAdapter.Tests.Outbox.LedgerRecords;

namespace FhirAdapter.Tests.Health;

public sealed class ClockTests : IDisposable
{
    private static readonly TimeSpan Minute = TimeSpan.FromMinutes(1);

    private readonly SettableClock _system = new(new DateTimeOffset(2026, 3, 29, 0, 59, 0, TimeSpan.Zero));
    private readonly LedgerFolder _folder = new();

    public static TheoryData<TimeSpan> Jumps =>
        [TimeSpan.FromHours(-1), TimeSpan.FromHours(1), TimeSpan.FromDays(-3), TimeSpan.FromDays(3652), TimeSpan.FromSeconds(-1)];

    public void Dispose() => _folder.Remove();

    [Theory]
    [MemberData(nameof(Jumps))]
    public void The_steady_clock_never_goes_back_and_follows_forward(TimeSpan jump)
    {
        var steady = new SteadyClock(_system);
        var before = steady.GetUtcNow();
        _system.Advance(Minute);
        _system.SetBy(jump);
        var after = steady.GetUtcNow();
        _system.Advance(Minute);

        Assert.True(after >= before + Minute);
        Assert.Equal(after + Minute, steady.GetUtcNow());
        Assert.Equal(jump < TimeSpan.Zero ? -jump : TimeSpan.Zero, steady.SystemBehind);
    }

    [Theory]
    [MemberData(nameof(Jumps))]
    public void A_jump_of_the_system_s_clock_is_noticed_remembered_and_forgotten(TimeSpan jump)
    {
        var watch = new ClockWatch(_system);
        _system.Advance(Minute);
        Assert.Equal(TimeSpan.Zero, watch.Observe(Minute, 5 * Minute));

        _system.SetBy(jump);
        _system.Advance(Minute);
        var seen = watch.Observe(Minute, 5 * Minute);
        _system.Advance(Minute);
        var remembered = watch.Observe(Minute, 5 * Minute);
        _system.Advance(5 * Minute);

        Assert.Equal(jump.Duration() > Minute ? jump : TimeSpan.Zero, seen);
        Assert.Equal(seen, remembered);
        Assert.Equal(TimeSpan.Zero, watch.Observe(Minute, 5 * Minute));
    }

    [Theory]
    [MemberData(nameof(Jumps))]
    public async Task What_is_due_stays_due_when_the_clock_is_set_while_at_work(TimeSpan jump)
    {
        await using var ledger = new SqliteOutbox(_folder.Options, new SteadyClock(_system));
        await ledger.InitializeAsync(["east"], CancellationToken.None);
        await ledger.AppendAsync([Record(Score("s1"))], CancellationToken.None);

        _system.SetBy(jump);

        var claim = Assert.Single(await ledger.ClaimAsync("east", 10, Minute, CancellationToken.None));
        Assert.True(await ledger.RenewAsync(claim, Minute, CancellationToken.None));
        Assert.Single(await ledger.SettleAsync([(claim, [Delivered(claim.Deliveries[0])])], CancellationToken.None));
    }

    [Fact]
    public async Task A_lease_ends_when_its_time_has_passed_by_the_machine_s_own_pace()
    {
        await using var ledger = new SqliteOutbox(_folder.Options, new SteadyClock(_system));
        await ledger.InitializeAsync(["east"], CancellationToken.None);
        await ledger.AppendAsync([Record(Score("s1"))], CancellationToken.None);
        await ledger.ClaimAsync("east", 10, Minute, CancellationToken.None);
        _system.SetBy(TimeSpan.FromDays(-3));
        Assert.Empty(await ledger.ClaimAsync("east", 10, Minute, CancellationToken.None));

        _system.Advance(Minute);

        Assert.Single(await ledger.ClaimAsync("east", 10, Minute, CancellationToken.None));
    }

    [Fact]
    public async Task What_was_due_stays_due_when_the_adapter_is_started_with_an_earlier_clock()
    {
        await using (var ledger = new SqliteOutbox(_folder.Options, _system))
        {
            await ledger.InitializeAsync(["east"], CancellationToken.None);
            await ledger.AppendAsync([Record(Score("s1"))], CancellationToken.None);
        }

        _system.SetBy(TimeSpan.FromDays(-3));
        var steady = new SteadyClock(_system);
        await using var access = new OutboxAccess(() => new SqliteOutbox(_folder.Options, steady), ["east"], steady);
        var reopened = await access.OpenAsync(CancellationToken.None);

        Assert.Single(await reopened.ClaimAsync("east", 10, Minute, CancellationToken.None));
        Assert.Equal(TimeSpan.FromDays(3), steady.SystemBehind);
    }
}
