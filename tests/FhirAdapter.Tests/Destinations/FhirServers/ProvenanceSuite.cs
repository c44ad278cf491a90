using System.Globalization;
using System.Text.Json.Nodes;
using FhirAdapter.Destinations;
using FhirAdapter.Destinations.FhirServers;
using FhirAdapter.Destinations.FhirServers.Http;
using FhirAdapter.Failures;
using FhirAdapter.Records.Mapping;
using FhirAdapter.Shapes;
using Microsoft.Extensions.Logging.Abstractions;

namespace FhirAdapter.Tests.Destinations.FhirServers;

/// <summary>A Provenance, which bears no identifier, at a whole FHIR server: one for each change of a record, whatever is lost or sent again.</summary>
public abstract class ProvenanceSuite
{
    private static readonly RecordShape Shape = RecordShape.Of(new ShapeOptions { Provenance = true })!;
    private static readonly DateTimeOffset Noon = new(2026, 11, 20, 12, 0, 0, TimeSpan.FromHours(1));
    private static readonly byte[] Key = [.. "a key of the tests' own, not a secret"u8];
    private static readonly HttpClient Http = new();

    private static CancellationToken Soon => new CancellationTokenSource(TimeSpan.FromMinutes(2)).Token;

    public static TheoryData<WriteMode> Modes => [WriteMode.Transaction, WriteMode.Batch, WriteMode.Single];

    private protected abstract Task<Uri> EmptyServerAsync();

    protected async Task One_goes_for_each_change_after_what_it_speaks_of(WriteMode write)
    {
        var server = await EmptyServerAsync();
        var (destination, network) = Open(server, write);
        await using var closed = destination;

        var first = await DeliverAsync(destination, Procedure(1));
        var sent = network.Writes.Count();
        await DeliverAsync(destination, Procedure(1) with { Remote = RemoteOf(first) });
        Assert.Equal(sent, network.Writes.Count());

        var forgotten = await DeliverAsync(destination, Procedure(1));
        await DeliverAsync(destination, Procedure(2, "corrected") with { Remote = RemoteOf(forgotten) });

        var provenances = await AllAsync(server, "Provenance");
        Assert.Equal([Noon.AddMinutes(1), Noon.AddMinutes(2)], provenances.Select(each => DateTimeOffset.Parse((string)each["recorded"]!, CultureInfo.InvariantCulture)).Order());
        var (procedure, site) = (Assert.Single(await AllAsync(server, "Procedure")), Assert.Single(await AllAsync(server, "Observation")));
        Assert.All(provenances, each => Assert.Equal(
            [$"Observation/{site["id"]}", $"Procedure/{procedure["id"]}"], each["target"]!.AsArray().Select(target => (string)target!["reference"]!).Order()));
        Assert.All(network.Writes.Where(IsOfProvenance), each => Assert.DoesNotContain("\"resourceType\":\"Procedure\"", each.Body, StringComparison.Ordinal));
    }

    protected async Task A_lost_answer_leaves_one(WriteMode write)
    {
        var server = await EmptyServerAsync();
        var (destination, network) = Open(server, write);
        await using var closed = destination;
        await DeliverAsync(destination, SomeDeliveries.Score("S0", "A"));

        network.LoseReplies(1, "Provenance");
        var lost = await DeliverAsync(destination, Procedure(1));
        var next = await DeliverAsync(destination, Procedure(1) with { Remote = RemoteOf(lost), Attempts = 1 });

        Assert.Equal(FailureCode.OutcomeUnknown, Assert.IsType<DeliveryOutcome.Deferred>(lost).Failure.Code);
        Assert.IsType<DeliveryOutcome.Delivered>(next);
        Assert.Single(await AllAsync(server, "Provenance"));
    }

    protected async Task What_the_server_refused_is_not_spoken_of(WriteMode write)
    {
        var server = await EmptyServerAsync();
        var (destination, network) = Open(server, write);
        await using var closed = destination;

        var refused = await DeliverAsync(destination, WithProvenance(SomeDeliveries.Procedure("P1", "A", valid: false), 1));

        Assert.IsType<DeliveryOutcome.Rejected>(refused);
        Assert.Empty(await AllAsync(server, "Provenance"));
        Assert.DoesNotContain(network.Writes, IsOfProvenance);
    }

    protected async Task Many_records_of_a_patient_take_one_wave_more(WriteMode write)
    {
        var server = await EmptyServerAsync();
        var (destination, network) = Open(server, write);
        await using var closed = destination;

        var outcomes = await destination.DeliverAsync(
            [[.. Enumerable.Range(1, 12).Select(i => WithProvenance(SomeDeliveries.Procedure($"P{i}", "A"), i))]], Soon);

        Assert.All(outcomes[0], outcome => Assert.IsType<DeliveryOutcome.Delivered>(outcome));
        Assert.Equal(12, (await AllAsync(server, "Provenance")).Count);
        if (write == WriteMode.Transaction)
            Assert.Single(network.Writes, IsOfProvenance);
    }

    private static (FhirServerDestination Destination, RecordingHandler Network) Open(Uri server, WriteMode write)
    {
        var options = new FhirServerOptions { BaseAddress = server, Patients = PatientMode.Create, Write = write, QuickRetries = 0 };
        var network = new RecordingHandler(FhirServerConnection.Handler(options));
        return (new FhirServerDestination(
            "east", options, SomeDeliveries.Retract, TimeProvider.System, NullLogger.Instance, () => network, idOf: (type, identifier) => ClientId.Of(Key, type, identifier)), network);
    }

    private static async Task<DeliveryOutcome> DeliverAsync(FhirServerDestination destination, Delivery delivery) =>
        (await destination.DeliverAsync([[delivery]], Soon))[0][0];

    private static Delivery Procedure(long version, string note = "as planned") => WithProvenance(SomeDeliveries.Procedure("P1", "A", version, note), (int)version);

    private static Delivery WithProvenance(Delivery delivery, int minute)
    {
        var record = delivery.Record with { LastChanged = Noon.AddMinutes(minute) };
        return delivery with { Record = record, Resources = Shape.Apply(record, delivery.Resources).Resources };
    }

    private static bool IsOfProvenance(RecordedRequest request) => request.Body.Contains("\"resourceType\":\"Provenance\"", StringComparison.Ordinal);

    private static ReadOnlyMemory<byte> RemoteOf(DeliveryOutcome outcome) => outcome switch
    {
        DeliveryOutcome.Delivered delivered => delivered.Remote,
        DeliveryOutcome.Deferred deferred => deferred.Remote,
        _ => default,
    };

    private static async Task<List<JsonObject>> AllAsync(Uri server, string type)
    {
        var bundle = JsonNode.Parse(await Http.GetStringAsync(new Uri($"{server.AbsoluteUri.TrimEnd('/')}/{type}?_count=1000"), Soon))!;
        return [.. (bundle["entry"]?.AsArray() ?? []).Select(entry => entry!["resource"]!.AsObject())];
    }
}
