using FhirAdapter.Destinations.FhirServers.Bundles;

namespace FhirAdapter.Tests.Destinations.FhirServers.Bundles;

public sealed class BundleLimitTests
{
    [Fact]
    public void It_halves_at_each_refusal_down_to_one()
    {
        var limit = new BundleLimit(500);
        var seen = new List<int>();
        for (var i = 0; i < 10; i++)
        {
            seen.Add(limit.Current);
            limit.Refused(limit.Current, null);
        }

        Assert.Equal([500, 250, 125, 62, 31, 15, 7, 3, 1, 1], seen);
    }

    [Fact]
    public void A_limit_that_the_server_names_is_taken_at_once()
    {
        var limit = new BundleLimit(500);
        limit.Refused(500, 100);
        Assert.Equal(100, limit.Current);
    }

    [Fact]
    public void A_refusal_of_a_bundle_from_before_the_last_one_changes_nothing()
    {
        var limit = new BundleLimit(500);
        limit.Refused(500, null);
        limit.Refused(250, null);
        limit.Refused(500, null);
        Assert.Equal(125, limit.Current);
    }

    [Fact]
    public void It_grows_towards_what_was_refused_and_not_to_it()
    {
        var limit = new BundleLimit(500);
        limit.Refused(500, null);
        limit.Refused(250, null);
        for (var i = 0; i < 1000; i++)
            limit.Taken(limit.Current);

        Assert.Equal(249, limit.Current);
    }

    [Fact]
    public void After_very_many_successes_it_tries_more_again_but_never_more_than_was_set()
    {
        var limit = new BundleLimit(500);
        limit.Refused(500, null);
        for (var i = 0; i < 6000; i++)
            limit.Taken(limit.Current);

        Assert.Equal(500, limit.Current);
    }

    [Fact]
    public void A_smaller_bundle_says_nothing_of_the_limit()
    {
        var limit = new BundleLimit(500);
        limit.Refused(500, null);
        for (var i = 0; i < 1000; i++)
            limit.Taken(10);

        Assert.Equal(250, limit.Current);
    }
}
