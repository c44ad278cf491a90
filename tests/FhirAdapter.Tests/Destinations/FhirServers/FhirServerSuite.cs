using System.Text;
using System.Text.Encodings.Web;
using System.Text.Json;
using System.Text.Json.Nodes;
using FhirAdapter.Destinations;
using FhirAdapter.Destinations.FhirServers;
using FhirAdapter.Destinations.FhirServers.Http;
using FhirAdapter.Failures;
using FhirAdapter.Outbox;
using Microsoft.Extensions.Logging.Abstractions;

namespace FhirAdapter.Tests.Destinations.FhirServers;

/// <summary>The adapter against a whole FHIR server, whichever it is.</summary>
public abstract class FhirServerSuite : DestinationContract
{
    private static readonly string[] Types = ["Procedure", "Observation", "Condition"];
    private static readonly JsonSerializerOptions Readable = new() { Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping };
    private static readonly HttpClient Http = new();

    /// <summary>The base of an R4 server that is empty; the same through one test.</summary>
    private protected abstract Uri BaseAddress { get; }

    private protected RecordingHandler Network { get; private set; } = null!;

    private protected override Task<IDestination> OpenAsync() => Task.FromResult<IDestination>(Open());

    private protected FhirServerDestination Open(Action<FhirServerOptions>? set = null)
    {
        var options = new FhirServerOptions { BaseAddress = BaseAddress, Patients = PatientMode.Create };
        set?.Invoke(options);
        return new FhirServerDestination("east", options, SomeDeliveries.Retract, TimeProvider.System, NullLogger.Instance, () =>
            Network = new RecordingHandler(FhirServerConnection.Handler(options)));
    }

    public static TheoryData<WriteMode, IdentityMode> Routes
    {
        get
        {
            var routes = new TheoryData<WriteMode, IdentityMode>();
            foreach (var write in (WriteMode[])[WriteMode.Transaction, WriteMode.Batch, WriteMode.Single])
            {
                foreach (var identity in (IdentityMode[])[IdentityMode.ConditionalUpdate, IdentityMode.ConditionalCreate, IdentityMode.SearchThenCreate])
                    routes.Add(write, identity);
            }
            return routes;
        }
    }

    [Theory]
    [MemberData(nameof(Routes))]
    public async Task Every_route_ends_with_one_resource_each_and_literal_references(WriteMode write, IdentityMode identity)
    {
        await using var destination = Open(options => (options.Write, options.Identity) = (write, identity));
        List<Delivery> lane = [SomeDeliveries.Procedure("P1", "A"), SomeDeliveries.Score("S1", "A", "P1"), SomeDeliveries.Score("S2", "A", "P1")];

        var first = await destination.DeliverAsync([lane], Soon);
        var again = await destination.DeliverAsync([lane], Soon);

        Assert.All(first[0].Concat(again[0]), outcome => Assert.IsType<DeliveryOutcome.Delivered>(outcome));
        var procedure = Assert.Single(await AllAsync("Procedure"));
        var observations = await AllAsync("Observation");
        Assert.Equal(3, observations.Count);
        var patient = Assert.Single(await AllAsync("Patient"));
        Assert.All(observations, each => Assert.Equal($"Procedure/{procedure["id"]}", (string?)each["partOf"]![0]!["reference"]));
        Assert.All(observations, each => Assert.Equal($"Patient/{patient["id"]}", (string?)each["subject"]!["reference"]));
    }

    [Theory]
    [MemberData(nameof(Routes))]
    public async Task A_lost_answer_leaves_one_resource_each_after_the_next_attempt(WriteMode write, IdentityMode identity)
    {
        await using var destination = Open(options => (options.Write, options.Identity, options.QuickRetries) = (write, identity, 0));
        List<Delivery> lane = [SomeDeliveries.Procedure("P1", "A"), SomeDeliveries.Score("S1", "A", "P1")];
        await destination.DeliverAsync([[SomeDeliveries.Score("S0", "A")]], Soon);

        Network.LoseReplies(1);
        var lost = await destination.DeliverAsync([lane], Soon);
        var next = await destination.DeliverAsync([[.. lane.Zip(lost[0], (delivery, outcome) => delivery with { Remote = Remote(outcome) })]], Soon);

        var deferred = Assert.IsType<DeliveryOutcome.Deferred>(lost[0][0]);
        Assert.Equal((FailureCode.OutcomeUnknown, true), (deferred.Failure.Code, deferred.UsesAttempt));
        Assert.All(next[0], outcome => Assert.IsType<DeliveryOutcome.Delivered>(outcome));
        Assert.Single(await AllAsync("Procedure"));
        Assert.Equal(3, (await AllAsync("Observation")).Count);
    }

    [Theory]
    [InlineData(WriteMode.Transaction)]
    [InlineData(WriteMode.Batch)]
    [InlineData(WriteMode.Single)]
    public async Task A_plain_create_whose_answer_is_lost_is_not_repeated_before_it_was_looked_for(WriteMode write)
    {
        await using var destination = Open(options => (options.Write, options.Identity) = (write, IdentityMode.SearchThenCreate));
        await destination.DeliverAsync([[SomeDeliveries.Score("S0", "A")]], Soon);

        Network.LoseReplies(1);
        var lost = await destination.DeliverAsync([[SomeDeliveries.Score("S1", "A")]], Soon);
        var next = await destination.DeliverAsync([[SomeDeliveries.Score("S1", "A")]], Soon);

        Assert.Equal(FailureCode.OutcomeUnknown, Assert.IsType<DeliveryOutcome.Deferred>(lost[0][0]).Failure.Code);
        Assert.IsType<DeliveryOutcome.Delivered>(next[0][0]);
        Assert.Equal(2, (await AllAsync("Observation")).Count);
    }

    [Theory]
    [MemberData(nameof(Routes))]
    public async Task What_the_ledger_forgot_is_found_and_brought_up_to_date(WriteMode write, IdentityMode identity)
    {
        await using var destination = Open(options => (options.Write, options.Identity) = (write, identity));
        await destination.DeliverAsync([[SomeDeliveries.Procedure("P1", "A", note: "old words")]], Soon);

        var outcome = await destination.DeliverAsync([[SomeDeliveries.Procedure("P1", "A", version: 2, note: "new words")]], Soon);

        Assert.IsType<DeliveryOutcome.Delivered>(outcome[0][0]);
        Assert.Equal("new words", (string?)Assert.Single(await AllAsync("Procedure"))["note"]![0]!["text"]);
    }

    [Fact]
    public async Task What_did_not_change_is_not_sent_again()
    {
        var first = await Destination.DeliverAsync([[SomeDeliveries.Procedure("P1", "A"), SomeDeliveries.Score("S1", "A", "P1")]], Soon);
        var sent = Network.Writes.Count();

        var again = await Destination.DeliverAsync(
            [[
                SomeDeliveries.Procedure("P1", "A") with { Remote = Remote(first[0][0]) },
                SomeDeliveries.Score("S1", "A", "P1") with { Remote = Remote(first[0][1]) },
            ]], Soon);

        Assert.All(again[0], outcome => Assert.IsType<DeliveryOutcome.Delivered>(outcome));
        Assert.Equal(sent, Network.Writes.Count());
        Assert.Equal(Remote(first[0][0]).ToArray(), Remote(again[0][0]).ToArray());
    }

    [Fact]
    public async Task A_part_that_is_no_longer_there_is_marked_entered_in_error_once()
    {
        var first = await Destination.DeliverAsync([[SomeDeliveries.Procedure("P1", "A")]], Soon);
        var second = await Destination.DeliverAsync(
            [[SomeDeliveries.Procedure("P1", "A", version: 2, withSite: false) with { Remote = Remote(first[0][0]) }]], Soon);
        var sent = Network.Writes.Count();
        var third = await Destination.DeliverAsync(
            [[SomeDeliveries.Procedure("P1", "A", version: 2, withSite: false) with { Remote = Remote(second[0][0]) }]], Soon);

        Assert.IsType<DeliveryOutcome.Delivered>(third[0][0]);
        Assert.Equal("entered-in-error", (string?)Assert.Single(await AllAsync("Observation"))["status"]);
        Assert.Equal(sent, Network.Writes.Count());
    }

    [Fact]
    public async Task One_bad_record_among_many_is_rejected_alone_and_what_refers_to_it_is_held()
    {
        List<List<Delivery>> lanes = [.. Enumerable.Range(0, 20).Select(i => new List<Delivery>
        {
            SomeDeliveries.Procedure($"P{i}", $"A{i}", valid: i != 13),
            SomeDeliveries.Score($"S{i}", $"A{i}", $"P{i}"),
            SomeDeliveries.Score($"T{i}", $"A{i}"),
        })];

        var outcomes = await Destination.DeliverAsync(lanes, Soon);

        var rejected = Assert.IsType<DeliveryOutcome.Rejected>(outcomes[13][0]);
        Assert.Equal(FailureCode.Invalid, rejected.Failure.Code);
        Assert.Equal(FailureCode.ReferenceParked, Assert.IsType<DeliveryOutcome.Held>(outcomes[13][1]).Failure.Code);
        Assert.IsType<DeliveryOutcome.Delivered>(outcomes[13][2]);
        Assert.All(outcomes.Where((_, i) => i != 13).SelectMany(lane => lane), each => Assert.IsType<DeliveryOutcome.Delivered>(each));
        Assert.Equal(19, (await AllAsync("Procedure")).Count);
    }

    [Fact]
    public async Task Hundreds_of_records_go_through_whatever_the_server_takes_at_once()
    {
        List<List<Delivery>> lanes = [.. Enumerable.Range(0, 60).Select(i => new List<Delivery>
        {
            SomeDeliveries.Procedure($"P{i}", $"A{i}"),
            SomeDeliveries.Score($"S{i}", $"A{i}", $"P{i}"),
            SomeDeliveries.Score($"T{i}", $"A{i}", $"P{i}"),
        })];

        var outcomes = await Destination.DeliverAsync(lanes, Soon);

        Assert.All(outcomes.SelectMany(lane => lane), each => Assert.IsType<DeliveryOutcome.Delivered>(each));
        Assert.Equal((60, 180), ((await AllAsync("Procedure")).Count, (await AllAsync("Observation")).Count));
    }

    [Fact]
    public async Task A_reference_to_a_record_of_an_earlier_call_comes_from_the_ledger()
    {
        var first = await Destination.DeliverAsync([[SomeDeliveries.Procedure("P1", "A")]], Soon);
        var score = SomeDeliveries.Score("S1", "A", "P1") with
        {
            DependsOn = [new Dependency(SomeDeliveries.ProcedureKey("P1"), DeliveryState.Delivered, Remote(first[0][0]))],
        };

        var before = Network.Requests.Count;

        var outcome = await Destination.DeliverAsync([[score]], Soon);

        Assert.IsType<DeliveryOutcome.Delivered>(outcome[0][0]);
        Assert.DoesNotContain(Network.Requests.Skip(before), each => each.Path.Contains("Procedure/_search", StringComparison.Ordinal));
    }

    [Theory]
    [InlineData("Pending", FailureCode.ReferenceAwaited)]
    [InlineData("Held", FailureCode.ReferenceAwaited)]
    [InlineData("Parked", FailureCode.ReferenceParked)]
    [InlineData(null, FailureCode.ReferenceAwaited)]
    public async Task A_reference_to_a_record_that_is_not_there_holds_the_one_that_refers(string? state, string code)
    {
        DeliveryState? stands = state is null ? null : Enum.Parse<DeliveryState>(state);
        var score = SomeDeliveries.Score("S1", "A", "P1") with { DependsOn = [new Dependency(SomeDeliveries.ProcedureKey("P1"), stands, default)] };

        var outcome = await Destination.DeliverAsync([[score]], Soon);

        Assert.Equal(code, Assert.IsType<DeliveryOutcome.Held>(outcome[0][0]).Failure.Code);
        Assert.Empty(await StoredAsync());
    }

    [Fact]
    public async Task A_reference_to_a_record_that_only_the_server_knows_is_found_there()
    {
        await Destination.DeliverAsync([[SomeDeliveries.Procedure("P1", "A")]], Soon);
        var score = SomeDeliveries.Score("S1", "A", "P1") with { DependsOn = [new Dependency(SomeDeliveries.ProcedureKey("P1"), null, default)] };

        Assert.IsType<DeliveryOutcome.Delivered>((await Destination.DeliverAsync([[score]], Soon))[0][0]);
    }

    [Fact]
    public async Task A_patient_that_is_not_there_or_there_twice_is_for_a_person()
    {
        await using var destination = Open(options => options.Patients = PatientMode.Resolve);
        await PostAsync("Patient", Patient("Twice"));
        await PostAsync("Patient", Patient("Twice"));
        await PostAsync("Patient", Patient("Known"));

        var outcomes = await destination.DeliverAsync(
            [[SomeDeliveries.Score("S1", "Nobody")], [SomeDeliveries.Score("S2", "Twice")], [SomeDeliveries.Score("S3", "Known")]], Soon);

        Assert.Equal(FailureCode.PatientNotFound, Assert.IsType<DeliveryOutcome.Rejected>(outcomes[0][0]).Failure.Code);
        Assert.Equal(FailureCode.PatientAmbiguous, Assert.IsType<DeliveryOutcome.Rejected>(outcomes[1][0]).Failure.Code);
        Assert.IsType<DeliveryOutcome.Delivered>(outcomes[2][0]);
        Assert.Single(Network.Requests, each => each.Path.EndsWith("Patient/_search", StringComparison.Ordinal));
    }

    [Theory]
    [InlineData(WriteMode.Transaction)]
    [InlineData(WriteMode.Batch)]
    [InlineData(WriteMode.Single)]
    public async Task What_somebody_else_changed_is_for_a_person_and_written_over_only_on_their_word(WriteMode write)
    {
        await using var destination = Open(options => options.Write = write);
        var first = await destination.DeliverAsync([[SomeDeliveries.Procedure("P1", "A", note: "ours")]], Soon);
        var theirs = Assert.Single(await AllAsync("Procedure"));
        theirs["note"]![0]!["text"] = "theirs";
        await PutAsync($"Procedure/{theirs["id"]}", theirs);

        var second = await destination.DeliverAsync(
            [[SomeDeliveries.Procedure("P1", "A", version: 2, note: "ours again") with { Remote = Remote(first[0][0]) }]], Soon);

        var rejected = Assert.IsType<DeliveryOutcome.Rejected>(second[0][0]);
        Assert.Equal(FailureCode.Conflict, rejected.Failure.Code);
        Assert.Equal("theirs", (string?)Assert.Single(await AllAsync("Procedure"))["note"]![0]!["text"]);

        var newer = await destination.DeliverAsync(
            [[SomeDeliveries.Procedure("P1", "A", version: 3, note: "newer") with { Remote = rejected.Remote }]], Soon);
        Assert.IsType<DeliveryOutcome.Rejected>(newer[0][0]);
        var replayed = await destination.DeliverAsync(
            [[SomeDeliveries.Procedure("P1", "A", version: 2, note: "ours again") with { Remote = rejected.Remote }]], Soon);

        Assert.IsType<DeliveryOutcome.Delivered>(replayed[0][0]);
        Assert.Equal("ours again", (string?)Assert.Single(await AllAsync("Procedure"))["note"]![0]!["text"]);
    }

    [Theory]
    [InlineData(WriteMode.Transaction)]
    [InlineData(WriteMode.Batch)]
    [InlineData(WriteMode.Single)]
    public async Task What_this_adapter_itself_may_have_sent_before_is_no_conflict(WriteMode write)
    {
        await using var destination = Open(options => options.Write = write);
        var first = await destination.DeliverAsync([[SomeDeliveries.Procedure("P1", "A", note: "first")]], Soon);
        var lost = SomeDeliveries.Procedure("P1", "A", version: 2, note: "sent, and the answer lost") with { Remote = Remote(first[0][0]) };
        await destination.DeliverAsync([[lost]], Soon);

        var again = await destination.DeliverAsync([[lost]], Soon);
        var newer = await destination.DeliverAsync(
            [[SomeDeliveries.Procedure("P1", "A", version: 3, note: "newest") with { Remote = Remote(first[0][0]), Earlier = lost.Resources }]], Soon);

        Assert.IsType<DeliveryOutcome.Delivered>(again[0][0]);
        Assert.IsType<DeliveryOutcome.Delivered>(newer[0][0]);
        Assert.Equal("newest", (string?)Assert.Single(await AllAsync("Procedure"))["note"]![0]!["text"]);
    }

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public async Task A_deletion_of_what_an_earlier_ledger_sent_takes_back_what_is_found(bool wasSent)
    {
        var sent = SomeDeliveries.Procedure("P1", "A");
        if (wasSent)
            await Destination.DeliverAsync([[sent]], Soon);

        var outcome = await Destination.DeliverAsync(
            [[sent with { Version = 2, Resources = [], Sought = [("Observation", SomeDeliveries.Id("observation", "P1#site-1")), ("Observation", SomeDeliveries.Id("observation", "P1#site-2"))] }]], Soon);

        Assert.IsType<DeliveryOutcome.Delivered>(outcome[0][0]);
        Assert.Equal(wasSent ? ["entered-in-error"] : [], (await AllAsync("Observation")).Select(each => (string?)each["status"]));
    }

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public async Task A_part_that_may_have_been_sent_and_is_gone_since_is_taken_back_only_where_it_is_there(bool wasSent)
    {
        var lost = SomeDeliveries.Procedure("P1", "A", withSite: true);
        if (wasSent)
            await Destination.DeliverAsync([[lost]], Soon);

        var outcome = await Destination.DeliverAsync(
            [[SomeDeliveries.Procedure("P1", "A", version: 2, withSite: false) with { Earlier = lost.Resources }]], Soon);

        Assert.IsType<DeliveryOutcome.Delivered>(outcome[0][0]);
        Assert.Equal(wasSent ? ["entered-in-error"] : [], (await AllAsync("Observation")).Select(each => (string?)each["status"]));
    }

    [Theory]
    [InlineData(WriteMode.Transaction)]
    [InlineData(WriteMode.Batch)]
    [InlineData(WriteMode.Single)]
    public async Task What_somebody_else_deleted_is_for_a_person(WriteMode write)
    {
        await using var destination = Open(options => options.Write = write);
        var first = await destination.DeliverAsync([[SomeDeliveries.Procedure("P1", "A", withSite: false)]], Soon);
        using (var deleted = await Http.DeleteAsync(new Uri($"{BaseAddress}/Procedure/{Assert.Single(await AllAsync("Procedure"))["id"]}"), Soon))
            Assert.True(deleted.IsSuccessStatusCode);

        var second = await destination.DeliverAsync(
            [[SomeDeliveries.Procedure("P1", "A", version: 2, note: "new", withSite: false) with { Remote = Remote(first[0][0]) }]], Soon);

        Assert.Equal(FailureCode.Gone, Assert.IsType<DeliveryOutcome.Rejected>(second[0][0]).Failure.Code);
    }

    [Fact]
    public async Task No_identifier_of_a_patient_is_ever_part_of_an_address()
    {
        await Destination.DeliverAsync([[SomeDeliveries.Procedure("P1", "SECRET-MRN"), SomeDeliveries.Score("S1", "SECRET-MRN", "P1")]], Soon);

        Assert.DoesNotContain(Network.Requests, each => each.Path.Contains("SECRET", StringComparison.Ordinal));
        Assert.Contains(Network.Requests, each => each.Body.Contains("SECRET-MRN", StringComparison.Ordinal));
    }

    private protected override async Task<IReadOnlyList<string>> StoredAsync()
    {
        var all = new List<string>();
        foreach (var type in Types)
        {
            foreach (var resource in await AllAsync(type))
            {
                var id = (string?)resource["id"];
                resource.Remove("id");
                resource.Remove("meta");
                all.Add($"{id} {resource.ToJsonString(Readable)}");
            }
        }
        return all;
    }

    private protected async Task<IReadOnlyList<JsonObject>> AllAsync(string type)
    {
        var bundle = JsonNode.Parse(await Http.GetStringAsync(new Uri($"{BaseAddress}/{type}?_count=1000"), Soon))!;
        return [.. (bundle["entry"]?.AsArray() ?? []).Select(entry => entry!["resource"]!.AsObject()).Where(each => (string?)each["resourceType"] == type)];
    }

    private static JsonObject Patient(string value) => new()
    {
        ["resourceType"] = "Patient",
        ["identifier"] = new JsonArray(new JsonObject { ["system"] = $"{SomeDeliveries.Ids}patient", ["value"] = value }),
    };

    private async Task PostAsync(string type, JsonObject resource)
    {
        using var answer = await Http.PostAsync(new Uri($"{BaseAddress}/{type}"), Json(resource), Soon);
        Assert.True(answer.IsSuccessStatusCode);
    }

    private async Task PutAsync(string path, JsonObject resource)
    {
        using var answer = await Http.PutAsync(new Uri($"{BaseAddress}/{path}"), Json(resource), Soon);
        Assert.True(answer.IsSuccessStatusCode);
    }

    private static StringContent Json(JsonObject resource) => new(resource.ToJsonString(), Encoding.UTF8, "application/fhir+json");
}
