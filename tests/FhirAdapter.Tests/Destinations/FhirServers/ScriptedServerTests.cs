using System.Globalization;
using System.Text.Json.Nodes;
using FhirAdapter.Destinations;
using FhirAdapter.Destinations.FhirServers;
using FhirAdapter.Destinations.FhirServers.SignIn;
using FhirAdapter.Failures;
using Microsoft.Extensions.Logging.Testing;
using Microsoft.Extensions.Time.Testing;
using WireMock.RequestBuilders;
using WireMock.Server;

namespace FhirAdapter.Tests.Destinations.FhirServers;

/// <summary>Whole calls against a server that misbehaves on purpose.</summary>
public sealed class ScriptedServerTests : IDisposable
{
    private readonly ScriptedServer server = new();
    private readonly FakeLogger logger = new();
    private readonly FhirServerOptions options = new() { Write = WriteMode.Transaction };

    [Fact]
    public async Task A_server_that_is_busy_for_a_moment_is_asked_again_at_once()
    {
        server.Answer(ScriptedServer.Say(503), ScriptedServer.Accept);

        Assert.IsType<DeliveryOutcome.Delivered>(await DeliverOneAsync());
        Assert.Equal(2, server.Writes);
    }

    [Theory]
    [InlineData(429)]
    [InlineData(503)]
    public async Task A_server_that_asks_to_be_left_alone_is_left_alone_by_every_call(int status)
    {
        server.Answer(ScriptedServer.Say(status, "", ("Retry-After", "120")), ScriptedServer.Accept);
        await using var destination = Open();

        var first = await DeliverAsync(destination, SomeDeliveries.Procedure("P1", "A"), SomeDeliveries.Score("S1", "A"));
        var second = await DeliverAsync(destination, SomeDeliveries.Procedure("P2", "A"));

        var deferred = Assert.IsType<DeliveryOutcome.Deferred>(first[0]);
        Assert.Equal((FailureCode.Throttled, TimeSpan.FromSeconds(120), false), (deferred.Failure.Code, deferred.NotBefore!.Value, deferred.UsesAttempt));
        var behind = Assert.IsType<DeliveryOutcome.Deferred>(first[1]);
        Assert.Equal((FailureCode.BehindAnother, false), (behind.Failure.Code, behind.UsesAttempt));
        var later = Assert.IsType<DeliveryOutcome.Deferred>(second[0]);
        Assert.InRange(later.NotBefore!.Value, TimeSpan.FromSeconds(60), TimeSpan.FromSeconds(120));
        Assert.Equal(1, server.Writes);
    }

    [Fact]
    public async Task A_wait_that_the_server_asks_for_when_its_description_is_read_again_is_kept_too()
    {
        var time = new FakeTimeProvider();
        options.BaseAddress = server.BaseAddress;
        await using var destination = new FhirServerDestination("east", options, SomeDeliveries.Retract, time, logger);
        server.Answer(ScriptedServer.Accept);
        await DeliverAsync(destination, SomeDeliveries.Procedure("P1", "A"));
        server.Give(Request.Create().WithPath("/fhir/metadata").UsingGet(), _ => new(503, "", [("Retry-After", "120")]), priority: -1);
        time.Advance(options.CapabilityMaxAge);

        var deferred = Assert.IsType<DeliveryOutcome.Deferred>((await DeliverAsync(destination, SomeDeliveries.Procedure("P2", "A")))[0]);

        Assert.Equal((FailureCode.Throttled, TimeSpan.FromSeconds(120), false), (deferred.Failure.Code, deferred.NotBefore!.Value, deferred.UsesAttempt));
        Assert.Equal(1, server.Writes);
    }

    [Fact]
    public async Task A_date_in_retry_after_is_understood()
    {
        var date = TimeProvider.System.GetUtcNow().AddMinutes(5).ToString("R", CultureInfo.InvariantCulture);
        server.Answer(ScriptedServer.Say(503, "", ("Retry-After", date)));

        var deferred = Assert.IsType<DeliveryOutcome.Deferred>(await DeliverOneAsync());

        Assert.InRange(deferred.NotBefore!.Value, TimeSpan.FromMinutes(4), TimeSpan.FromMinutes(5));
    }

    [Theory]
    [InlineData(413, "")]
    [InlineData(400, "too-costly")]
    [InlineData(422, "too-long")]
    public async Task A_bundle_that_is_too_large_is_sent_in_smaller_ones(int status, string code)
    {
        server.Answer(body => JsonNode.Parse(body)!["entry"]!.AsArray().Count > 3
            ? new(status, code.Length == 0 ? "" : ScriptedServer.Outcome(code))
            : ScriptedServer.Accept(body));
        var lane = Enumerable.Range(0, 8).Select(i => SomeDeliveries.Score($"S{i}", "A")).ToArray();

        await using var destination = Open();
        Assert.All(await DeliverAsync(destination, lane), outcome => Assert.IsType<DeliveryOutcome.Delivered>(outcome));
        var learning = server.Writes;
        Assert.All(await DeliverAsync(destination, lane), outcome => Assert.IsType<DeliveryOutcome.Delivered>(outcome));

        Assert.True(learning > server.Writes - learning, "What was learned is remembered.");
    }

    [Fact]
    public async Task A_conflict_is_settled_once_and_then_left_to_a_person()
    {
        server.Answer(ScriptedServer.Say(412, ScriptedServer.Outcome("conflict")));
        server.Give(Request.Create().WithPath("/fhir/Observation/_search").UsingPost(), _ => new(200, ScriptedServer.Searchset("Observation", "observation", "S1", "o1")));
        server.Give(Request.Create().WithPath("/fhir/Observation/o1").UsingGet(), _ => new(200, """{"resourceType":"Observation","id":"o1","meta":{"versionId":"4"}}"""));
        await using var destination = Open();

        var outcome = (await DeliverAsync(destination, SomeDeliveries.Score("S1", "A")))[0];

        Assert.Equal(FailureCode.Conflict, Assert.IsType<DeliveryOutcome.Rejected>(outcome).Failure.Code);
        Assert.Equal(2, server.Writes);
    }

    [Fact]
    public async Task Answers_that_were_swapped_give_no_record_the_id_of_another()
    {
        server.Answer(
            body => new(200, ScriptedServer.Reply(body, (_, _) => "201 Created").Replace("Observation/O0/", "Observation/o2/", StringComparison.Ordinal).Replace("Observation/O1/", "Observation/o1/", StringComparison.Ordinal)),
            ScriptedServer.Accept);
        server.Give(Request.Create().WithPath("/fhir/Observation/_search").UsingPost(), _ => new(200, ScriptedServer.Searchset(
            ("Observation", "observation", "S1", "o1"), ("Observation", "observation", "S2", "o2"))));
        await using var destination = Open();

        var outcomes = await DeliverAsync(destination, SomeDeliveries.Score("S1", "A"), SomeDeliveries.Score("S2", "A"));

        Assert.Equal(["Observation/o1", "Observation/o2"], outcomes.Select(each => Assert.IsType<DeliveryOutcome.Delivered>(each).RemoteId!.Split("/_history")[0]));
        Assert.Equal(2, server.Writes);
    }

    [Fact]
    public async Task A_bundle_answer_that_names_one_resource_twice_is_not_believed()
    {
        server.Answer(body => new(200, ScriptedServer.Reply(body, (_, _) => "201 Created").Replace("Observation/O1/", "Observation/O0/", StringComparison.Ordinal)));
        await using var destination = Open();

        var outcomes = await DeliverAsync(destination, SomeDeliveries.Score("S1", "A"), SomeDeliveries.Score("S2", "A"));

        Assert.Equal(FailureCode.OutcomeUnknown, Assert.IsType<DeliveryOutcome.Deferred>(outcomes[0]).Failure.Code);
    }

    [Fact]
    public async Task What_a_server_made_twice_is_for_a_person()
    {
        server.Give(Request.Create().WithPath("/fhir/Observation/_search").UsingPost(), _ => new(200, ScriptedServer.Searchset(
            ("Observation", "observation", "S1", "o1"), ("Observation", "observation", "S1", "o2"))));
        await using var destination = Open();

        var outcome = (await DeliverAsync(destination, SomeDeliveries.Score("S1", "A")))[0];

        Assert.Equal(FailureCode.IdentifierAmbiguous, Assert.IsType<DeliveryOutcome.Rejected>(outcome).Failure.Code);
    }

    [Fact]
    public async Task An_id_from_the_ledger_that_is_another_records_is_never_written_to()
    {
        server.Give(Request.Create().WithPath("/fhir/Observation/_search").UsingPost(), _ => new(200, ScriptedServer.Searchset("Observation", "observation", "S1", "right")));
        var noted = RemoteState.Write([new RemoteResource(new("Observation", SomeDeliveries.Ids + "observation", "S1"), "wrong", "1", "hash")]);
        await using var destination = Open();

        var outcome = (await DeliverAsync(destination, SomeDeliveries.Score("S1", "A") with { Remote = noted }))[0];

        Assert.StartsWith("Observation/right", Assert.IsType<DeliveryOutcome.Delivered>(outcome).RemoteId, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Records_that_are_all_not_allowed_stop_the_destination_instead_of_being_parked_one_after_the_other()
    {
        options.RefusalsBeforeStop = 3;
        options.Write = WriteMode.Single;
        server.Answer(ScriptedServer.Say(403));
        await using var destination = Open();
        var lanes = Enumerable.Range(0, 12).Select(i => new[] { SomeDeliveries.Score($"S{i}", "A") }).ToArray();

        var outcomes = (await destination.DeliverAsync(lanes, CancellationToken.None)).Select(lane => lane[0]).ToList();

        Assert.Equal(3, outcomes.Count(each => each is DeliveryOutcome.Rejected));
        Assert.All(outcomes.OfType<DeliveryOutcome.Deferred>(), each => Assert.Equal((FailureCode.Unauthorized, false), (each.Failure.Code, each.UsesAttempt)));
    }

    [Fact]
    public async Task A_base_that_is_gone_stops_the_destination_and_parks_nothing()
    {
        await using var destination = Open();
        await DeliverAsync(destination, SomeDeliveries.Score("S1", "A"));
        server.Answer(ScriptedServer.Say(404));
        server.Give(Request.Create().WithPath("/fhir/metadata").UsingGet(), _ => new(404, ""), priority: -1);

        var deferred = Assert.IsType<DeliveryOutcome.Deferred>((await DeliverAsync(destination, SomeDeliveries.Score("S2", "A")))[0]);

        Assert.Equal((FailureCode.Unavailable, false), (deferred.Failure.Code, deferred.UsesAttempt));
    }

    [Fact]
    public async Task Nothing_is_written_once_the_lease_is_over()
    {
        await using var destination = Open();
        var over = new Lease(TimeProvider.System, DateTimeOffset.UnixEpoch);

        var outcomes = await destination.DeliverAsync([[SomeDeliveries.Score("S1", "A")]], over, CancellationToken.None);

        Assert.Equal(FailureCode.LeaseOver, Assert.IsType<DeliveryOutcome.Deferred>(outcomes[0][0]).Failure.Code);
        Assert.Equal(0, server.Writes);
    }

    [Theory]
    [InlineData(301)]
    [InlineData(302)]
    [InlineData(307)]
    [InlineData(308)]
    public async Task A_redirect_is_not_followed_and_nothing_reaches_the_other_host(int status)
    {
        using var other = WireMockServer.Start();
        server.Answer(ScriptedServer.Say(status, "", ("Location", $"{other.Url}/fhir")));
        (options.SignIn.Kind, options.SignIn.TokenFile) = (SignInKind.BearerToken, TokenFile());

        var deferred = Assert.IsType<DeliveryOutcome.Deferred>(await DeliverOneAsync());

        Assert.Equal((FailureCode.Unavailable, status, false), (deferred.Failure.Code, deferred.Failure.HttpStatus, deferred.UsesAttempt));
        Assert.Empty(other.LogEntries);
        Assert.All(server.Authorizations, each => Assert.Equal("Bearer t0ken", each));
    }

    [Theory]
    [InlineData("<html>Please sign in</html>")]
    [InlineData("")]
    [InlineData("{\"resourceType\":\"Bundle\",\"type\":\"transaction-response\",\"entry\":[{\"response\":{\"status\":\"201\"")]
    [InlineData("{\"resourceType\":\"OperationOutcome\",\"issue\":[{\"severity\":\"error\",\"code\":\"exception\"}]}")]
    [InlineData("{\"resourceType\":\"Bundle\",\"type\":\"transaction-response\",\"entry\":[]}")]
    [InlineData("{\"resourceType\":\"Bundle\",\"type\":\"transaction-response\",\"entry\":[{\"response\":{\"status\":\"201\",\"location\":\"Patient/1\"}},{\"response\":{\"status\":\"201\",\"location\":\"Observation/1\"}}]}")]
    public async Task A_200_that_is_no_answer_to_each_entry_is_not_success(string body)
    {
        server.Answer(ScriptedServer.Say(200, body));

        var deferred = Assert.IsType<DeliveryOutcome.Deferred>(await DeliverOneAsync());

        Assert.Equal((FailureCode.OutcomeUnknown, true), (deferred.Failure.Code, deferred.UsesAttempt));
        Assert.True(deferred.Remote.IsEmpty);
    }

    [Fact]
    public async Task Under_a_200_each_entry_has_its_own_outcome()
    {
        server.Answer(body => new(200, ScriptedServer.Reply(body, (i, _) => ((string[])["201 Created", "422", "503", "201"])[i])));
        await using var destination = Open();

        var outcomes = await destination.DeliverAsync(
            [.. Enumerable.Range(0, 4).Select(i => new[] { SomeDeliveries.Score($"S{i}", "A") })], Soon);

        Assert.IsType<DeliveryOutcome.Delivered>(outcomes[0][0]);
        Assert.Equal((FailureCode.Invalid, 422), Of(Assert.IsType<DeliveryOutcome.Rejected>(outcomes[1][0]).Failure));
        Assert.Equal((FailureCode.Unavailable, 503), Of(Assert.IsType<DeliveryOutcome.Deferred>(outcomes[2][0]).Failure));
        Assert.IsType<DeliveryOutcome.Delivered>(outcomes[3][0]);

        static (string, int?) Of(Failure failure) => (failure.Code, failure.HttpStatus);
    }

    [Fact]
    public async Task What_arrived_of_a_record_is_kept_when_the_rest_did_not()
    {
        server.Answer(body => new(200, ScriptedServer.Reply(body, (i, _) => i == 0 ? "201" : "422")));
        await using var destination = Open();

        var rejected = Assert.IsType<DeliveryOutcome.Rejected>((await DeliverAsync(destination, SomeDeliveries.Procedure("P1", "A")))[0]);

        Assert.Equal("P0", Assert.Single(RemoteState.Read(rejected.Remote)).Id);
    }

    [Fact]
    public async Task An_entry_taken_without_an_id_is_read_back()
    {
        server.Answer(_ => new(200, """{"resourceType":"Bundle","type":"transaction-response","entry":[{"response":{"status":"201"}}]}"""));
        server.Give(Request.Create().WithPath("/fhir/Observation/_search").UsingPost(), _ => new(200, ScriptedServer.Searchset("Observation", "observation", "S1", "o7")));
        await using var destination = Open();

        var outcome = (await DeliverAsync(destination, SomeDeliveries.Score("S1", "A")))[0];

        Assert.Equal("Observation/o7", Assert.IsType<DeliveryOutcome.Delivered>(outcome).RemoteId);
    }

    [Fact]
    public async Task Refused_credentials_stop_everything_and_use_up_no_attempt()
    {
        server.Answer(ScriptedServer.Say(401));
        await using var destination = Open();

        var first = Assert.IsType<DeliveryOutcome.Deferred>((await DeliverAsync(destination, SomeDeliveries.Score("S1", "A")))[0]);
        await DeliverAsync(destination, SomeDeliveries.Score("S2", "A"));

        Assert.Equal((FailureCode.Unauthorized, false, options.RetryAfterCap), (first.Failure.Code, first.UsesAttempt, first.NotBefore!.Value));
        Assert.Equal(1, server.Writes);
    }

    [Fact]
    public async Task A_server_that_does_not_take_bundles_after_all_gets_single_requests()
    {
        options.Write = WriteMode.Auto;
        server.Answer(
            ScriptedServer.Say(405), ScriptedServer.Say(404),
            ScriptedServer.Say(201, "", ("Location", "Observation/o1/_history/1"), ("ETag", "W/\"1\"")));
        await using var destination = Open();

        var outcome = (await DeliverAsync(destination, SomeDeliveries.Score("S1", "A")))[0];

        Assert.Equal("Observation/o1/_history/1", Assert.IsType<DeliveryOutcome.Delivered>(outcome).RemoteId);
    }

    [Fact]
    public async Task A_server_that_is_not_there_uses_up_no_attempt_and_says_so()
    {
        server.Dispose();

        var deferred = Assert.IsType<DeliveryOutcome.Deferred>(await DeliverOneAsync());

        Assert.Equal((FailureCode.Unavailable, false), (deferred.Failure.Code, deferred.UsesAttempt));
    }

    [Fact]
    public async Task Nothing_of_a_record_or_of_an_answer_is_logged_or_told()
    {
        server.Answer(ScriptedServer.Say(422, """{"resourceType":"OperationOutcome","issue":[{"severity":"error","code":"invalid","diagnostics":"CANARY is wrong","expression":["Procedure.where(text='CANARY')"]}]}"""));
        await using var destination = Open();

        var outcome = (await DeliverAsync(destination, SomeDeliveries.Procedure("CANARY-P", "A", note: "CANARY")))[0];

        Assert.DoesNotContain("CANARY", outcome.ToString(), StringComparison.Ordinal);
        Assert.DoesNotContain(logger.Collector.GetSnapshot(), each => each.Message.Contains("CANARY", StringComparison.Ordinal));
    }

    public void Dispose() => server.Dispose();

    private static CancellationToken Soon => new CancellationTokenSource(TimeSpan.FromSeconds(60)).Token;

    private static async Task<IReadOnlyList<DeliveryOutcome>> DeliverAsync(FhirServerDestination destination, params Delivery[] lane) =>
        (await destination.DeliverAsync([lane], Soon))[0];

    private async Task<DeliveryOutcome> DeliverOneAsync()
    {
        await using var destination = Open();
        return (await DeliverAsync(destination, SomeDeliveries.Procedure("P1", "A")))[0];
    }

    private FhirServerDestination Open()
    {
        options.BaseAddress = server.BaseAddress;
        return new FhirServerDestination("east", options, SomeDeliveries.Retract, TimeProvider.System, logger);
    }

    private static string TokenFile()
    {
        var path = Path.Combine(Path.GetTempPath(), $"token-{Guid.NewGuid():N}");
        File.WriteAllText(path, "t0ken\n");
        if (!OperatingSystem.IsWindows())
            File.SetUnixFileMode(path, UnixFileMode.UserRead | UnixFileMode.UserWrite);
        return path;
    }
}
