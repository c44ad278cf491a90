using System.Security.Cryptography;
using System.Text;
using FhirAdapter.Failures;
using FhirAdapter.Outbox;
using FhirAdapter.Records;

namespace FhirAdapter.Tests.Outbox;

/// <summary>Invented records and settlements, as short as the tests allow.</summary>
internal static class LedgerRecords
{
    private static readonly DateTimeOffset Began = new(2026, 3, 29, 0, 59, 0, TimeSpan.Zero);

    public static RecordKey Finding(string id) => new(RecordKind.ContraindicationFinding, id);

    public static RecordKey Procedure(string id) => new(RecordKind.NeedlingProcedure, id);

    public static RecordKey Score(string id) => new(RecordKind.PainScore, id);

    public static OutboxRecord Record(
        RecordKey key, string lane = "lane-1", long version = 1, string? content = null, bool deleted = false, RecordKey[]? dependsOn = null)
    {
        content ??= $"content {version}";
        return new OutboxRecord(
            key, version, lane, (int)key.Kind, dependsOn ?? [], Encoding.UTF8.GetBytes($"{content}@{version}"),
            SHA256.HashData(Encoding.UTF8.GetBytes(content)), deleted);
    }

    public static OutboxRecord BareDeletion(RecordKey key, string lane, long version) =>
        Record(key, lane, version, deleted: true) with { Payload = default };

    public static Settlement Delivered(ClaimedDelivery delivery, string remote = "remote", string? remoteId = null) => new(
        delivery.Key, delivery.Version, DeliveryState.Delivered, null, null, true, Encoding.UTF8.GetBytes(remote),
        remoteId ?? $"Observation/{delivery.Key.Id}/_history/{delivery.Version}", Began, TimeSpan.FromMilliseconds(20));

    public static Settlement PutOff(ClaimedDelivery delivery, DateTimeOffset due, bool usesAttempt = true) => new(
        delivery.Key, delivery.Version, DeliveryState.Pending, new Failure(FailureCode.Unavailable, HttpStatus: 503), due, usesAttempt, default,
        null, Began, TimeSpan.Zero);

    public static Settlement Held(ClaimedDelivery delivery, DateTimeOffset due) => new(
        delivery.Key, delivery.Version, DeliveryState.Held, new Failure(FailureCode.ReferenceAwaited), due, false, default,
        null, Began, TimeSpan.Zero);

    public static Settlement Parked(ClaimedDelivery delivery) => new(
        delivery.Key, delivery.Version, DeliveryState.Parked, new Failure(FailureCode.Invalid, "Observation.value", "a quantity", 422), null, true,
        default, null, Began, TimeSpan.FromMilliseconds(30));

    public static string Text(ReadOnlyMemory<byte> bytes) => Encoding.UTF8.GetString(bytes.Span);
}
