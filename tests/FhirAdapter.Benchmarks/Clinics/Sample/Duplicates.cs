using FhirAdapter.Records;

namespace FhirAdapter.Benchmarks.Clinics.Sample;

/// <summary>Records that come a second time in another file and format, as after an export was run twice; some of them since corrected.</summary>
internal static class Duplicates
{
    /// <summary>Sessions that came as NDJSON.</summary>
    public static IEnumerable<ClinicRecord> OfSessions(SampleBook book) => book.Sessions.Where((_, i) => i % 16 == 3);

    /// <summary>Findings that came as a JSON array and scores that came as CSV.</summary>
    public static IEnumerable<ClinicRecord> OfTheRest(SampleBook book) =>
        [.. book.Findings.Where((_, i) => i % 20 == 5), .. book.Scores.Where((_, i) => i % 24 == 9), .. book.Corrections.Take(2)];
}
