using FhirAdapter.Destinations;
using FhirAdapter.Destinations.FhirServers;
using FhirAdapter.Destinations.FhirServers.Http;
using FhirAdapter.Destinations.FhirServers.SignIn;
using FhirAdapter.Failures;
using Microsoft.Extensions.Time.Testing;

namespace FhirAdapter.Tests.Destinations.FhirServers.SignIn;

public sealed class SmartBackendServicesTests
{
    [Theory]
    [InlineData(SigningAlgorithm.RS384)]
    [InlineData(SigningAlgorithm.ES384)]
    public async Task An_assertion_by_the_letter_gives_a_token_and_the_record_arrives(SigningAlgorithm algorithm)
    {
        await using var site = await SignInSite.OpenAsync();
        site.Options.SignIn.Algorithm = algorithm;
        site.Keys.Create(SigningAlgorithm.RS384);

        await site.DeliveredAsync();
        await site.DeliveredAsync("S2");

        Assert.Empty(site.Server.Reasons);
        Assert.StartsWith(algorithm.ToString(), site.Server.Assertions.LastKey, StringComparison.OrdinalIgnoreCase);
        Assert.Equal((1, 0), (site.Server.TokenRequests, site.Server.Refusals));
    }

    [Fact]
    public async Task The_least_scopes_are_asked_for_and_none_where_none_are_wanted()
    {
        await using var site = await SignInSite.OpenAsync();
        await site.DeliveredAsync();
        Assert.Equal(
            "system/Procedure.crus system/Condition.crus system/Observation.crus system/AllergyIntolerance.crus system/Device.crus system/Patient.rs system/Practitioner.rs "
            + "system/Encounter.rs system/Location.rs",
            site.Server.LastScope);

        await using var without = await SignInSite.OpenAsync();
        without.Options.SignIn.Scopes = "none";
        await without.DeliveredAsync();
        Assert.Null(without.Server.LastScope);
    }

    [Fact]
    public async Task A_thousand_that_need_a_token_at_once_ask_for_it_once()
    {
        await using var site = await SignInSite.OpenAsync();
        await using var connection = new FhirServerConnection("east", site.Options, site.Time, site.Logger, null);
        for (var round = 1; round <= 3; round++)
        {
            var answers = await Task.WhenAll(Enumerable.Range(0, 1_000).Select(_ => Task.Run(() => connection.SignIn.GetAsync(SignInSite.Soon).AsTask())));

            Assert.All(answers, each => Assert.NotNull(each.Credentials));
            Assert.Single(answers.Select(each => each.Credentials).Distinct());
            Assert.Equal(round, site.Server.TokenRequests);
            site.Time.Advance(site.Server.TokenLife);
        }
    }

    [Fact]
    public async Task A_token_is_renewed_at_four_fifths_of_its_life_while_it_goes_on_being_used()
    {
        await using var site = await SignInSite.OpenAsync();
        await site.DeliveredAsync();
        site.Time.Advance(site.Server.TokenLife * 0.79);
        await site.DeliveredAsync("S2");
        Assert.Equal(1, site.Server.TokenRequests);

        site.Time.Advance(site.Server.TokenLife * 0.02);
        await site.DeliveredAsync("S3");
        await UntilAsync(() => site.Logger.Collector.GetSnapshot().Count(each => each.Id.Id == 4150) == 2);
        site.Time.Advance(site.Server.TokenLife * 0.5);
        await site.DeliveredAsync("S4");

        Assert.Equal((2, 0), (site.Server.TokenRequests, site.Server.Refusals));
    }

    [Fact]
    public async Task Tokens_that_live_for_five_seconds_cost_no_refusal()
    {
        await using var site = await SignInSite.OpenAsync();
        site.Server.TokenLife = TimeSpan.FromSeconds(5);

        for (var i = 0; i < 40; i++)
        {
            await site.DeliveredAsync($"S{i}");
            site.Time.Advance(TimeSpan.FromSeconds(1));
        }

        Assert.Equal(0, site.Server.Refusals);
        Assert.InRange(site.Server.TokenRequests, 8, 11);
        Assert.Equal(site.Server.TokenRequests, site.Server.Assertions.Seen.Count);
    }

    [Theory]
    [InlineData("")]
    [InlineData("-1")]
    [InlineData("0")]
    [InlineData("\"soon\"")]
    public async Task A_life_that_is_not_said_is_taken_for_five_minutes(string expiresIn)
    {
        await using var site = await SignInSite.OpenAsync();
        site.Server.ExpiresIn = expiresIn;
        await site.DeliveredAsync();
        site.Time.Advance(TimeSpan.FromSeconds(239));
        await site.DeliveredAsync("S2");
        Assert.Equal(1, site.Server.TokenRequests);
        site.Time.Advance(TimeSpan.FromSeconds(60));
        await site.DeliveredAsync("S3");

        Assert.Equal((2, 0), (site.Server.TokenRequests, site.Server.Refusals));
    }

    [Fact]
    public async Task A_life_beyond_all_measure_is_bounded()
    {
        await using var site = await SignInSite.OpenAsync();
        site.Server.ExpiresIn = "99999999999999";
        site.Server.TokenLife = TimeSpan.FromHours(3);
        await site.DeliveredAsync();
        site.Time.Advance(site.Options.SignIn.MaxTokenLife);
        await site.DeliveredAsync("S2");

        Assert.Equal(2, site.Server.TokenRequests);
    }

    [Fact]
    public async Task A_token_that_was_taken_back_is_replaced_once_and_the_record_arrives()
    {
        await using var site = await SignInSite.OpenAsync();
        await site.DeliveredAsync();
        site.Time.Advance(site.Options.SignIn.LeastInterval);
        site.Server.Revoke();

        await site.DeliveredAsync("S2");

        Assert.Equal((2, 1), (site.Server.TokenRequests, site.Server.Refusals));
    }

    [Fact]
    public async Task Within_the_least_interval_no_other_token_is_asked_for_and_no_attempt_is_used_up()
    {
        await using var site = await SignInSite.OpenAsync();
        await site.DeliveredAsync();
        site.Time.Advance(TimeSpan.FromSeconds(20));
        site.Server.Revoke();

        var deferred = await site.DeferredAsync();
        var later = await site.DeferredAsync();

        Assert.Equal((FailureCode.Unauthorized, TimeSpan.FromSeconds(40), false), (deferred.Failure.Code, deferred.NotBefore!.Value, deferred.UsesAttempt));
        Assert.Equal((FailureCode.Unauthorized, false), (later.Failure.Code, later.UsesAttempt));
        Assert.Equal((1, 1), (site.Server.TokenRequests, site.Server.Refusals));
        site.Time.Advance(TimeSpan.FromSeconds(40));
        await site.DeliveredAsync();
        Assert.Equal(2, site.Server.TokenRequests);
    }

    [Fact]
    public async Task When_the_second_token_is_refused_too_the_destination_stops_says_so_and_pauses_longer_each_time()
    {
        await using var site = await SignInSite.OpenAsync();
        await site.DeliveredAsync();
        site.Time.Advance(site.Options.SignIn.LeastInterval);
        // Every token is taken back before it can be used.
        site.Server.Instead = context =>
        {
            if (context.Request.Path != "/token")
                site.Server.Revoke();
            return false;
        };

        var pauses = new List<TimeSpan>();
        for (var i = 0; i < 6; i++)
        {
            var deferred = await site.DeferredAsync();
            await site.DeferredAsync();
            Assert.Equal((FailureCode.Unauthorized, "SignIn", false), (deferred.Failure.Code, deferred.Failure.Path, deferred.UsesAttempt));
            pauses.Add(deferred.NotBefore!.Value);
            site.Time.Advance(deferred.NotBefore.Value);
        }

        Assert.Equal([60, 120, 240, 480, 900, 900], pauses.Select(each => each.TotalSeconds));
        // The first time two tokens are refused, then one each time; nothing is sent in between.
        Assert.Equal((7, 7), (site.Server.TokenRequests, site.Server.Refusals));
        Assert.Equal(6, site.Logger.Collector.GetSnapshot().Count(each => each.Id.Id == 4151));
        site.Server.Instead = null;
        await site.DeliveredAsync();
    }

    [Fact]
    public async Task A_scope_that_is_not_granted_stops_the_destination_and_is_named()
    {
        await using var site = await SignInSite.OpenAsync();
        site.Server.Granted = "system/Observation.cruds system/Condition.cruds system/AllergyIntolerance.cruds system/Device.cruds system/*.rs";

        var deferred = await site.DeferredAsync();

        Assert.Equal((FailureCode.ScopeNotGranted, "SignIn:Scopes", false), (deferred.Failure.Code, deferred.Failure.Path, deferred.UsesAttempt));
        Assert.StartsWith("system/Procedure.crus granted", deferred.Failure.Expected, StringComparison.Ordinal);
        Assert.Equal(0, site.Server.FhirRequests);
    }

    [Fact]
    public async Task A_place_that_may_not_be_searched_is_told_once_and_in_check_and_stops_nothing()
    {
        await using var site = await SignInSite.OpenAsync();
        site.Server.Granted = "system/*.cu system/Procedure.rs system/Condition.rs system/Observation.rs system/AllergyIntolerance.rs system/Device.rs system/Patient.rs "
            + "system/Practitioner.rs system/Encounter.rs";

        await site.DeliveredAsync();
        site.Time.Advance(site.Server.TokenLife);
        await site.DeliveredAsync("S2");

        Assert.Equal(2, site.Server.TokenRequests);
        Assert.Equal("east granted no system/Location.rs: what they are for is not looked up there", Assert.Single(site.Logger.Collector.GetSnapshot(), each => each.Id.Id == 4152).Message);
        Assert.Contains("Scopes: system/Location.rs: NOT granted; what they are for is not looked up", (await site.Destination.ProbeAsync(SignInSite.Soon)).Findings);
    }

    [Fact]
    public async Task A_key_that_the_server_does_not_know_stops_that_destination_and_no_other()
    {
        await using var site = await SignInSite.OpenAsync();
        await using var other = await SignInSite.OpenAsync();
        site.Server.KeySet = () => """{"keys":[]}"""u8.ToArray();

        var deferred = await site.DeferredAsync();
        await other.DeliveredAsync();

        Assert.Equal((FailureCode.Unauthorized, "SignIn:ClientId", false), (deferred.Failure.Code, deferred.Failure.Path, deferred.UsesAttempt));
        Assert.Contains("is not known", Assert.Single(site.Server.Reasons), StringComparison.Ordinal);
        await site.DeferredAsync();
        Assert.Equal(1, site.Server.TokenRequests);
    }

    [Fact]
    public async Task Twenty_keys_are_rolled_under_load_without_a_delivery_that_fails()
    {
        await using var site = await SignInSite.OpenAsync();
        site.Server.TokenLife = TimeSpan.FromSeconds(5);
        // The server keeps its copy of the key set for as long as PublishTime allows.
        var (copy, copied) = (Array.Empty<byte>(), DateTimeOffset.MinValue);
        site.Server.KeySet = () =>
        {
            if (site.Time.GetUtcNow() - copied >= site.Options.SignIn.PublishTime)
                (copy, copied) = (FhirAdapter.Destinations.FhirServers.SignIn.Keys.ClientKeys.PublicKeySet(site.Options.SignIn.KeyFolder!), site.Time.GetUtcNow());
            return copy;
        };
        var used = new HashSet<string>();
        var old = Assert.Single(site.Keys.List());
        await site.DeliveredAsync();
        site.Time.Advance(TimeSpan.FromMinutes(1));
        for (var roll = 0; roll < 20; roll++)
        {
            var young = site.Keys.Create(SigningAlgorithm.ES384);
            for (var step = 0; step < 12; step++)
            {
                await Task.WhenAll(Enumerable.Range(0, 4).Select(i => site.DeliveredAsync($"S{roll}-{step}-{i}")));
                used.Add(site.Server.Assertions.LastKey!);
                site.Time.Advance(TimeSpan.FromMinutes(1));
            }
            site.Keys.Retire(old.Id, evenTheLast: false);
            old = young;
        }

        Assert.Empty(site.Server.Reasons);
        Assert.Equal(0, site.Server.Refusals);
        Assert.Equal(21, used.Count);
    }

    [Fact]
    public async Task A_clock_that_is_an_hour_wrong_is_told_of_and_then_allowed_for()
    {
        await using var site = await SignInSite.OpenAsync();
        var ahead = new FakeTimeProvider(site.Time.GetUtcNow().AddHours(1));
        await using var destination = new FhirServerDestination("east", site.Options, SomeDeliveries.Retract, ahead, site.Logger);

        var deferred = Assert.IsType<DeliveryOutcome.Deferred>((await destination.DeliverAsync([[SomeDeliveries.Score("S1", "A")]], SignInSite.Soon))[0][0]);
        ahead.Advance(site.Options.SignIn.LeastInterval);
        site.Time.Advance(site.Options.SignIn.LeastInterval);
        var outcomes = await destination.DeliverAsync([[SomeDeliveries.Score("S1", "A")]], SignInSite.Soon);

        Assert.Contains("clock and the server's are 36", deferred.Failure.Expected, StringComparison.Ordinal);
        Assert.Contains("it expires in", Assert.Single(site.Server.Reasons), StringComparison.Ordinal);
        Assert.IsType<DeliveryOutcome.Delivered>(outcomes[0][0]);
    }

    [Fact]
    public async Task A_token_server_that_asks_to_be_left_alone_is_left_alone()
    {
        await using var site = await SignInSite.OpenAsync();
        site.Server.Instead = context =>
        {
            if (context.Request.Path != "/token")
                return false;
            (context.Response.StatusCode, context.Response.Headers.RetryAfter) = (429, "300");
            return true;
        };

        var deferred = await site.DeferredAsync();

        Assert.Equal((FailureCode.Unavailable, 429, TimeSpan.FromMinutes(5), false), (deferred.Failure.Code, deferred.Failure.HttpStatus, deferred.NotBefore!.Value, deferred.UsesAttempt));
    }

    private static async Task UntilAsync(Func<bool> condition)
    {
        // Begun once: what does not come has to end the test.
        var soon = SignInSite.Soon;
        while (!condition())
            await Task.Delay(TimeSpan.FromMilliseconds(5), TimeProvider.System, soon);
    }
}
