using System.Text;
using FhirAdapter.Failures;
using FhirAdapter.Outbox;
using FhirAdapter.Records;
using FhirAdapter.Records.Mapping;
using FhirAdapter.Sync;
using Microsoft.Extensions.Logging.Testing;

namespace FhirAdapter.Tests.Sync;

public sealed class DeliveryPreparationTests
{
    private const string Canary = "canary-51b2";

    private const string Score =
        """{"kind":"pain-score","contract":1,"id":"PS-1","version":2,"lastChanged":"2026-11-20T17:31:00+01:00","patient":{"system":"urn:oid:2.999.1","value":"canary-51b2"},"instrument":"nrs","value":4,"unit":"{score}","phase":"after","when":"2026-11-20T17:30:00+01:00","answeredBy":"patient"}""";

    private static readonly RecordKey Key = new(RecordKind.PainScore, "PS-1");
    private static readonly RecordKey Procedure = new(RecordKind.NeedlingProcedure, "DN-1");

    private readonly FakeLogger _logger = new();
    private readonly DeliveryPreparation _preparation;

    public DeliveryPreparationTests() =>
        _preparation = new DeliveryPreparation(new RecordMapping(new MappingContext("https://clinic.example/fhir/id")), null, _logger);

    [Fact]
    public void A_record_is_read_from_the_ledger_and_mapped()
    {
        var delivery = Assert.Single(Prepare(Score).Deliveries);

        Assert.Equal((Key, 2), (delivery.Key, delivery.Version));
        Assert.Single(delivery.Resources, r => r.Role == ResourceRole.Main);
    }

    [Fact]
    public void A_later_version_with_the_same_content_becomes_the_same_resources()
    {
        var first = Prepare(Score).Deliveries[0].Resources;
        var later = Prepare(Score, version: 9).Deliveries[0].Resources;

        Assert.Equal(first.Select(r => Encoding.UTF8.GetString(ResourceJson.ToUtf8(r.Resource))), later.Select(r => Encoding.UTF8.GetString(ResourceJson.ToUtf8(r.Resource))));
    }

    [Fact]
    public void A_bare_deletion_marks_the_content_before_it_entered_in_error()
    {
        var main = Prepare(Score, deleted: true).Deliveries[0].Resources.Single(r => r.Role == ResourceRole.Main);

        Assert.Contains("\"status\":\"entered-in-error\"", Encoding.UTF8.GetString(ResourceJson.ToUtf8(main.Resource)), StringComparison.Ordinal);
    }

    [Fact]
    public void A_deletion_of_what_never_had_content_needs_nothing_sent()
    {
        var lane = Prepare("", deleted: true);

        Assert.Empty(lane.Deliveries);
        Assert.Equal((DeliveryState.Delivered, null), (lane.Settled[0].State, lane.Settled[0].Failure));
    }

    [Theory]
    [InlineData(DeliveryState.Parked, FailureCode.ReferenceParked)]
    [InlineData(DeliveryState.Held, FailureCode.ReferenceAwaited)]
    public void A_record_waits_for_one_that_is_not_there(object state, string code)
    {
        var lane = Prepare(Score, dependency: new Dependency(Procedure, (DeliveryState)state, default));

        Assert.Empty(lane.Deliveries);
        Assert.Equal((DeliveryState.Held, code), (lane.Settled[0].State, lane.Settled[0].Failure!.Code));
    }

    [Fact]
    public void A_record_does_not_wait_for_a_correction_of_one_that_is_there() =>
        Assert.Single(Prepare(Score, dependency: new Dependency(Procedure, DeliveryState.Parked, new byte[] { 1 })).Deliveries);

    [Fact]
    public void A_payload_that_cannot_be_read_is_parked_and_told_without_any_value()
    {
        var lane = Prepare(Score.Replace("\"value\":4", "\"value\":\"four\"", StringComparison.Ordinal));

        Assert.Empty(lane.Deliveries);
        Assert.Equal((DeliveryState.Parked, FailureCode.Internal), (lane.Settled[0].State, lane.Settled[0].Failure!.Code));
        Assert.DoesNotContain(Canary, _logger.LatestRecord.ToString(), StringComparison.Ordinal);
        Assert.Null(_logger.LatestRecord.Exception);
    }

    private PreparedLane Prepare(string payload, long version = 2, bool deleted = false, Dependency? dependency = null) =>
        _preparation.Prepare(new LaneClaim("east", 1, 1, DateTimeOffset.UnixEpoch,
        [
            new ClaimedDelivery(Key, version, deleted, Encoding.UTF8.GetBytes(payload), 0, null, default, dependency is null ? [] : [dependency]),
        ]));
}
