using FhirAdapter.Outbox;
using FhirAdapter.Records;
using FhirAdapter.Records.Reading;

namespace FhirAdapter.Sync;

/// <summary>Turns a record that was read into what the ledger keeps.</summary>
internal static class LedgerEntry
{
    public static OutboxRecord Of(ReadRecord.Good good)
    {
        var record = good.Record;
        return new OutboxRecord(
            record.Key,
            record.Version,
            $"{record.Patient!.System}|{record.Patient.Value}",
            (int)record.Kind,
            record.DependsOn,
            good.Payload,
            good.ContentHash,
            record.Deleted)
        {
            BareDeletion = good.Payload.IsEmpty ? RecordJson.Write(record) : default,
        };
    }

    public static OutboxRecord[] Of(IReadOnlyList<ReadRecord.Good> good)
    {
        var entries = new OutboxRecord[good.Count];
        for (var i = 0; i < entries.Length; i++)
            entries[i] = Of(good[i]);
        return entries;
    }
}
