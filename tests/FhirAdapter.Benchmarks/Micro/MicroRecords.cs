using FhirAdapter.Benchmarks.Clinics.Bulk;
using FhirAdapter.Records.ContraindicationFindings;
using FhirAdapter.Records.NeedlingProcedures;
using FhirAdapter.Records.PainScores;

namespace FhirAdapter.Benchmarks.Micro;

/// <summary>One record of each kind, the same in every benchmark.</summary>
internal static class MicroRecords
{
    private const int Enough = 1000;

    public static PainScore Score { get; } = First<PainScore>();

    public static ContraindicationFinding Finding { get; } = First<ContraindicationFinding>();

    public static NeedlingProcedure FourSiteSession { get; } =
        BulkClinic.Records(Enough, BulkClinic.Mixed).OfType<NeedlingProcedure>().First(s => s.Sites!.Count == 4);

    private static T First<T>() => BulkClinic.Records(Enough, BulkClinic.Mixed).OfType<T>().First();
}
