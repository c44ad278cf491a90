using System.Net;
using FhirAdapter.Destinations;
using FhirAdapter.Destinations.FhirServers;
using FhirAdapter.Destinations.FhirServers.Bundles;
using FhirAdapter.Failures;
using FhirAdapter.Outbox;
using FhirAdapter.Records;
using FhirAdapter.Tests.Destinations.FhirServers.Contents;
using FhirAdapter.Tests.Records;
using FhirAdapter.Tests.Sync;
using Microsoft.Extensions.Logging.Abstractions;

namespace FhirAdapter.Tests.Destinations.FhirServers.Exchanges;

/// <summary>Records some of whose requests left before the rest was put off: whether an attempt is used up, and that the repeat doubles nothing.</summary>
public sealed class PartlySentTests
{
    private static readonly Failure Lost = new(FailureCode.OutcomeUnknown);
    private static readonly Failure NeverLeft = new(FailureCode.Unavailable);

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public void What_may_have_been_carried_out_counts_whichever_is_told_first(bool isLostFirst)
    {
        var unit = new Unit(isParty: false);
        var wait = TimeSpan.FromSeconds(60);

        unit.Defer(isLostFirst ? Lost : NeverLeft, isLostFirst, wait);
        unit.Defer(isLostFirst ? NeverLeft : Lost, !isLostFirst);

        Assert.Equal((UnitState.Deferred, Lost, true, wait), (unit.State, unit.Failure, unit.UsesAttempt, unit.NotBefore));
    }

    [Fact]
    public void What_never_left_stays_without_an_attempt_however_often_it_is_put_off()
    {
        var unit = new Unit(isParty: false);

        unit.Defer(NeverLeft, usesAttempt: false);
        unit.Defer(new Failure(FailureCode.CircuitOpen), usesAttempt: false);

        Assert.Equal((NeverLeft, false), (unit.Failure, unit.UsesAttempt));
    }

    [Theory]
    [InlineData("401", "503")]
    [InlineData("503", "401")]
    public async Task Of_entries_that_were_not_allowed_and_that_met_a_busy_server_the_busy_server_counts(string first, string second)
    {
        using var server = new ScriptedServer();
        server.Answer(body => new(200, ScriptedServer.Reply(body, (i, _) => i == 0 ? first : second)));
        var options = new FhirServerOptions { BaseAddress = server.BaseAddress, Write = WriteMode.Transaction };
        await using var destination = new FhirServerDestination("east", options, SomeDeliveries.Retract, TimeProvider.System, NullLogger.Instance);

        var outcome = (await destination.DeliverAsync([[SomeDeliveries.Procedure("P1", "A")]], CancellationToken.None))[0][0];

        var deferred = Assert.IsType<DeliveryOutcome.Deferred>(outcome);
        Assert.Equal((FailureCode.Unavailable, 503, true), (deferred.Failure.Code, deferred.Failure.HttpStatus, deferred.UsesAttempt));
    }

    [Fact]
    public async Task Of_a_session_that_arrived_in_part_only_the_rest_goes_next_time_and_no_attempt_is_used()
    {
        var server = new NamelessServer();
        await using var site = new LedgerSite(server);
        var session = Situations.CompletedWithTwoSites with
        {
            Patient = new BusinessIdentifier { System = LedgerSite.Patients, Value = "A" }, Practitioners = [new Practitioner { Role = "physiotherapist" }],
            Encounter = null, Location = null, Sites = [new() { Muscle = "soleus", Side = "left" }, new() { Muscle = "soleus", Side = "right" }],
        };
        var writes = 0;
        server.Wire = () => ++writes == 2 ? throw new HttpRequestException(HttpRequestError.ConnectionError) : true;

        await site.AcceptAsync(session);
        await site.DeliverAsync(1);
        var inPart = await StandingAsync(site, session.Key);
        var arrived = server.Resources.Count;
        await site.DeliverAsync();

        Assert.Equal((DeliveryState.Pending, FailureCode.Unavailable, 0), (inPart.State, inPart.Failure?.Code, inPart.Attempts));
        var whole = await StandingAsync(site, session.Key);
        Assert.Equal((DeliveryState.Delivered, 1), (whole.State, whole.Attempts));
        Assert.Equal(writes - 1, server.Resources.Count - arrived + 1);
        Assert.Single(server.Of("Procedure"));
        Assert.Equal(server.Of("Observation").Count(), server.Of("Observation").Select(each => each.ToJsonString()).Distinct().Count());
    }

    [Theory]
    [InlineData(HttpRequestError.ConnectionError)]
    [InlineData(HttpRequestError.NameResolutionError)]
    public async Task What_was_accepted_without_an_id_before_the_server_went_away_used_an_attempt_and_is_not_sent_again(HttpRequestError error)
    {
        var server = new NamelessServer();
        await using var site = new LedgerSite(server, set: options => (options.Concurrency, options.SearchLag) = (1, TimeSpan.FromMinutes(5)));
        var (writes, began) = (0, site.Time.GetUtcNow());
        server.Wire = () => ++writes == 2 ? throw new HttpRequestException(error) : true;
        server.Answers = _ => writes == 1 ? new HttpResponseMessage(HttpStatusCode.Created) { Content = new StringContent("") } : null;
        // What was created just now is not found by the server's searches yet.
        server.Finds = resource => (string?)resource["subject"]?["reference"] != "Patient/P1" || site.Time.GetUtcNow() - began >= TimeSpan.FromMinutes(5);
        var (accepted, never) = (LedgerSite.Score("S1", "A"), LedgerSite.Score("S2", "B"));

        await site.AcceptAsync(accepted, never);
        await site.DeliverAsync(1);
        var doubtful = await StandingAsync(site, accepted.Key);
        var unsent = await StandingAsync(site, never.Key);
        await site.DeliverAsync();

        Assert.Equal((FailureCode.OutcomeUnknown, 1), (doubtful.Failure?.Code, doubtful.Attempts));
        Assert.Equal((FailureCode.Unavailable, 0), (unsent.Failure?.Code, unsent.Attempts));
        Assert.Equal(2, (await site.CountsAsync()).Delivered);
        Assert.Equal(["Patient/P1", "Patient/P2"], server.Of("Observation").Select(each => (string?)each["subject"]!["reference"]).Order());
    }

    [Fact]
    public async Task An_answer_that_was_lost_before_the_repeat_could_not_leave_uses_an_attempt_and_the_next_one_doubles_nothing()
    {
        var (wasLost, isBack, there) = (false, false, 0);
        var server = new CountingServer { Away = () => wasLost && !isBack };
        server.Stored = count =>
        {
            there = count;
            if (wasLost)
                return;
            wasLost = true;
            throw new HttpRequestException(HttpRequestError.ResponseEnded);
        };
        var options = new FhirServerOptions { BaseAddress = new Uri("http://127.0.0.1/"), QuickRetries = 1 };
        await using var destination = new FhirServerDestination("east", options, SomeDeliveries.Retract, TimeProvider.System, NullLogger.Instance, () => server);
        var delivery = SomeDeliveries.Score("S1", "A");

        var first = (await destination.DeliverAsync([[delivery]], CancellationToken.None))[0][0];
        isBack = true;
        var second = (await destination.DeliverAsync([[delivery]], CancellationToken.None))[0][0];

        var deferred = Assert.IsType<DeliveryOutcome.Deferred>(first);
        Assert.Equal((FailureCode.OutcomeUnknown, true, 1), (deferred.Failure.Code, deferred.UsesAttempt, server.Knocks));
        Assert.IsType<DeliveryOutcome.Delivered>(second);
        Assert.Equal((1, 2), (there, server.Writes));
    }

    private static async Task<RecordStanding> StandingAsync(LedgerSite site, RecordKey key) =>
        Assert.Single((await (await site.LedgerAsync()).FindAsync(key, CancellationToken.None))!.Deliveries);
}
