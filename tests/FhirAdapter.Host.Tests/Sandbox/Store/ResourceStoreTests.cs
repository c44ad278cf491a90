using FhirAdapter.Sandbox.Store;
using FhirAdapter.Sandbox.Validation;
using Microsoft.Extensions.Time.Testing;

namespace FhirAdapter.Host.Tests.Sandbox.Store;

public sealed class ResourceStoreTests
{
    private static readonly ParsedResource Patient = ResourceParser.Parse(System.Text.Encoding.UTF8.GetBytes(Some.Patient("a"))).Value!;

    private readonly FakeTimeProvider _clock = new(new DateTimeOffset(2026, 11, 23, 10, 0, 0, TimeSpan.Zero));

    [Fact]
    public void Work_that_fails_leaves_the_state_untouched()
    {
        var store = new ResourceStore(_clock);
        var before = store.Current;

        var answer = store.Write<ResourceVersion>(writer =>
        {
            writer.Put(new ResourceKey("Patient", "1"), "PUT", Patient);
            return FhirFailure.Of(422, "invalid", "No.");
        });

        Assert.NotNull(answer.Failure);
        Assert.Same(before, store.Current);
    }

    [Fact]
    public void A_reader_does_not_wait_for_a_writer_and_sees_nothing_of_it()
    {
        var store = new ResourceStore(_clock);
        var seen = -1;

        store.Write<ResourceVersion>(writer =>
        {
            var version = writer.Put(new ResourceKey("Patient", "1"), "PUT", Patient);
            var reader = new Thread(() => seen = store.Current.LiveCount);
            reader.Start();
            Assert.True(reader.Join(TimeSpan.FromSeconds(20)));
            return version;
        });

        Assert.Equal((0, 1), (seen, store.Current.LiveCount));
    }

    [Fact]
    public void A_clock_set_back_never_puts_a_version_before_the_one_it_follows()
    {
        var clock = new SettableClock { Now = new DateTimeOffset(2026, 11, 23, 10, 0, 0, TimeSpan.Zero) };
        var store = new ResourceStore(clock);
        Put(store, "1");

        clock.Now = clock.Now.AddDays(-1);
        var later = Put(store, "2");

        Assert.Equal(store.Current.Log[0].LastUpdated, later.LastUpdated);
    }

    private static ResourceVersion Put(ResourceStore store, string id) =>
        store.Write<ResourceVersion>(writer => writer.Put(new ResourceKey("Patient", id), "PUT", Patient)).Value!;

    /// <summary>A clock that also goes back, which FakeTimeProvider refuses.</summary>
    private sealed class SettableClock : TimeProvider
    {
        public DateTimeOffset Now { get; set; }

        public override DateTimeOffset GetUtcNow() => Now;
    }
}
