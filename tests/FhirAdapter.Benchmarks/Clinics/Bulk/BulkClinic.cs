using FhirAdapter.Records;

namespace FhirAdapter.Benchmarks.Clinics.Bulk;

/// <summary>A big invented clinic for speed runs: records one at a time, in the order of the visits, the same for the same arguments.</summary>
internal static class BulkClinic
{
    public const string PainScores = "pain-score";
    public const string Mixed = "mixed";

    private const int RecordsPerPatient = 25;
    private static readonly DateTimeOffset FirstVisit = new(2026, 1, 5, 8, 0, 0, TimeSpan.FromHours(1));

    public static IReadOnlyList<string> Kinds { get; } = [PainScores, Mixed];

    /// <summary>Gives the records; nothing is kept of those already given.</summary>
    /// <param name="count">How many.</param>
    /// <param name="kind">One of <see cref="Kinds"/>.</param>
    public static IEnumerable<ClinicRecord> Records(int count, string kind)
    {
        var patients = Math.Max(1, count / RecordsPerPatient);
        return Visits(patients).SelectMany(visit => kind == PainScores ? visit.Scores() : visit.Everything()).Take(count);
    }

    private static IEnumerable<BulkVisit> Visits(int patients)
    {
        for (var number = 0; ; number++)
            yield return new BulkVisit(number, number % patients, number / patients, FirstVisit.AddMinutes(number), new Dice((ulong)number));
    }
}
