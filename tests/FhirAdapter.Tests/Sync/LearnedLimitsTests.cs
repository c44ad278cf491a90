using FhirAdapter.Tests.Destinations.FhirServers.Contents;

namespace FhirAdapter.Tests.Sync;

public sealed class LearnedLimitsTests
{
    [Fact]
    public async Task What_was_learned_of_how_much_a_server_takes_stands_beside_its_accounts()
    {
        await using var site = new LedgerSite(new NamelessServer(), set: options => (options.Concurrency, options.MaxBundleEntries) = (1, 7));
        await site.AcceptAsync(LedgerSite.Score("S1"));

        await site.DeliverAsync();

        Assert.Equal("1 of 1 requests at once, 7 of 7 entries in a bundle", (await site.CountsAsync()).Learned);
    }
}
