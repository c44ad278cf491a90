using CsCheck;
using FhirAdapter.Records;
using FhirAdapter.Records.Reading;
using FhirAdapter.Tests.Records;

namespace FhirAdapter.Tests.Profiles;

/// <summary>Generated records that keep the contract: what a source would refuse is never mapped.</summary>
internal static class GeneratedRecords
{
    /// <summary>The seed changes from run to run; the environment variable <c>CsCheck_Seed</c> brings one back.</summary>
    public static List<ClinicRecord> Take(int count)
    {
        List<ClinicRecord> kept = [];
        SomeRecords.Any.Sample(
            record =>
            {
                if (kept.Count < count && RecordJson.Check(record) is ReadRecord.Good)
                    kept.Add(record);
            },
            iter: 20 * count,
            threads: 1);
        Assert.Equal(count, kept.Count);
        return kept;
    }
}
