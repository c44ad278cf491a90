using FhirAdapter.Destinations.FhirServers.SignIn;
using FhirAdapter.Failures;
using FhirAdapter.Records;
using FhirAdapter.Tests.Destinations.FhirServers.Contents;
using Microsoft.Extensions.Logging;

namespace FhirAdapter.Tests.Destinations.FhirServers.Drift;

/// <summary>An authorization server that says or grants something else another day.</summary>
public sealed class SignInDriftTests
{
    private const string Elsewhere = "http://localhost:8090";

    private static readonly RecordKey S1 = new(RecordKind.PainScore, "S1");

    [Fact]
    public async Task A_scope_that_is_granted_no_more_holds_what_needs_it_and_nothing_else_and_is_named_until_it_is_back()
    {
        var desk = new AuthorizationDesk();
        await using var site = await SiteAsync(desk);

        desk.Granted = "system/Observation.crs system/Procedure.crus system/Patient.rs";
        site.Time.Advance(TimeSpan.FromHours(25));
        await site.AcceptAsync(LedgerSite.Score("S1", note: "second", version: 2), LedgerSite.Score("S2", note: "new"), LedgerSite.Session("P1"));
        await site.DeliverAsync(20);

        var failure = await site.FailureAsync(S1);
        Assert.Equal(FailureCode.CapabilityChanged, failure!.Code);
        Assert.StartsWith("update of Observation, which the server had", failure.Expected, StringComparison.Ordinal);
        var counts = await site.CountsAsync();
        Assert.Equal((3, 1, 0, 0), (counts.Delivered, counts.Held, counts.Parked, counts.Pending));
        Assert.Equal(("paused", "a scope for update of Observation"), Assert.Single(counts.Notices.Select(notice => (notice.Code, notice.Subject))));
        Assert.Contains("no longer says that it has: a scope for update of Observation. What needs it is held", Line(site, 4101), StringComparison.Ordinal);

        desk.Granted = new AuthorizationDesk().Granted;
        await site.DeliverAsync(20);

        Assert.Equal(4, (await site.CountsAsync()).Delivered);
        Assert.Empty((await site.CountsAsync()).Notices);
    }

    [Fact]
    public async Task A_smart_configuration_that_changed_is_told_also_while_nothing_is_owed_and_holds_nothing()
    {
        var desk = new AuthorizationDesk();
        await using var site = await SiteAsync(desk);

        (desk.Address, desk.Methods) = ($"{Elsewhere}/token", ["client_secret_post"]);
        site.Time.Advance(TimeSpan.FromHours(25));
        await site.LookAsync();

        Assert.Equal(
            [("gained", $"sign-in at {Elsewhere}/token"), ("gone", $"sign-in at {AuthorizationDesk.FirstAddress}"), ("gone", "sign-in by client_secret_basic")],
            (await site.CountsAsync()).Notices.Select(notice => (notice.Code, notice.Subject)).Order());
        Assert.Contains($"sign-in at {AuthorizationDesk.FirstAddress}, sign-in by client_secret_basic. There are other ways", Line(site, 4104), StringComparison.Ordinal);
        Assert.Contains($"sign-in at {Elsewhere}/token", Line(site, 4103), StringComparison.Ordinal);
        Assert.Equal([AuthorizationDesk.FirstAddress, $"{Elsewhere}/token"], desk.Asked);
        await site.AcceptAsync(LedgerSite.Score("S1", note: "second", version: 2));
        await site.DeliverAsync();
        Assert.Equal(2, (await site.CountsAsync()).Delivered);
    }

    private static async Task<LedgerSite> SiteAsync(AuthorizationDesk desk)
    {
        var site = new LedgerSite(new NamelessServer { Before = desk.Answer }, set: options =>
        {
            options.AllowedOrigins = [Elsewhere];
            (options.SignIn.Kind, options.SignIn.ClientId) = (SignInKind.ClientCredentials, "the-clinic");
        });
        await site.AcceptAsync(LedgerSite.Score("S1", note: "first"));
        await site.DeliverAsync();
        Assert.Equal(1, (await site.CountsAsync()).Delivered);
        Assert.Empty((await site.CountsAsync()).Notices);
        return site;
    }

    private static string Line(LedgerSite site, int id) => Assert.Single(site.Logger.Collector.GetSnapshot(), each => each.Id.Id == id).Message;
}
