using FhirAdapter.Destinations.FhirServers.Identity;
using Microsoft.Extensions.Time.Testing;

namespace FhirAdapter.Tests.Destinations.FhirServers.Identity;

public sealed class ReferenceCacheTests
{
    private static readonly SearchAnswer One = new(1, new RemoteId("Patient", "1", null));
    private readonly FakeTimeProvider time = new();

    [Fact]
    public void An_id_is_believed_for_its_life_and_that_there_is_none_for_a_minute()
    {
        var cache = new ReferenceCache(10, TimeSpan.FromHours(1), time);
        cache.Remember(Patient("a"), One);
        cache.Remember(Patient("b"), new SearchAnswer(0, null));

        time.Advance(TimeSpan.FromSeconds(59));
        Assert.Equal((1, 0), (cache.Find(Patient("a"))?.Matches, cache.Find(Patient("b"))?.Matches));
        time.Advance(TimeSpan.FromSeconds(1));
        Assert.NotNull(cache.Find(Patient("a")));
        Assert.Null(cache.Find(Patient("b")));
        time.Advance(TimeSpan.FromMinutes(59));
        Assert.Null(cache.Find(Patient("a")));
    }

    [Fact]
    public void The_one_that_was_not_asked_for_longest_makes_room()
    {
        var cache = new ReferenceCache(2, TimeSpan.FromHours(1), time);
        cache.Remember(Patient("a"), One);
        cache.Remember(Patient("b"), One);
        cache.Find(Patient("a"));
        cache.Remember(Patient("c"), One);

        Assert.NotNull(cache.Find(Patient("a")));
        Assert.Null(cache.Find(Patient("b")));
        Assert.NotNull(cache.Find(Patient("c")));
    }

    [Fact]
    public void A_forgotten_one_and_a_size_of_zero_remember_nothing()
    {
        var cache = new ReferenceCache(1, TimeSpan.FromHours(1), time);
        cache.Remember(Patient("a"), One);
        cache.Forget(Patient("a"));
        var none = new ReferenceCache(0, TimeSpan.FromHours(1), time);
        none.Remember(Patient("a"), One);

        Assert.Null(cache.Find(Patient("a")));
        Assert.Null(none.Find(Patient("a")));
    }

    private static ResourceIdentity Patient(string value) => new("Patient", "s", value);
}
