using System.Globalization;
using FhirAdapter.Outbox;
using FhirAdapter.Records;
using FhirAdapter.Records.PainScores;
using FhirAdapter.Records.Reading;
using FhirAdapter.Sync;

namespace FhirAdapter.Tests.Sync;

/// <summary>Invented pain scores as the ledger takes them, each of another patient.</summary>
internal static class SomeScores
{
    public static IReadOnlyList<OutboxRecord> Of(int count, Func<int, string> id, DateTimeOffset at) =>
        LedgerEntry.Of(Enumerable.Range(0, count).Select(each => (ReadRecord.Good)RecordJson.Check(new PainScore
        {
            Id = id(each),
            Version = 1,
            LastChanged = at,
            Patient = new BusinessIdentifier { System = "urn:oid:2.999.7.1", Value = string.Create(CultureInfo.InvariantCulture, $"P-{each}") },
            Instrument = "nrs",
            Value = 4,
            Unit = "{score}",
            Phase = "before",
            When = ClinicTime.At(at),
        })).ToList());
}
