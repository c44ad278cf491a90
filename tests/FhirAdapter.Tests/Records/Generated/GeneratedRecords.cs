using CsCheck;
using FhirAdapter.Records;
using FhirAdapter.Records.ContraindicationFindings;
using FhirAdapter.Records.NeedlingProcedures;
using FhirAdapter.Records.PainScores;

namespace FhirAdapter.Tests.Records.Generated;

/// <summary>
/// Whole records that keep the contract, with no field, every field or any of them: each code and status, the ends of each range, odd texts and times,
/// deletions with content and without. The same seed gives the same records; all of them are invented.
/// </summary>
internal static class GeneratedRecords
{
    private static readonly (int Often, Given Given)[] Fullness = [(6, Given.ByChance), (1, Given.None), (1, Given.All)];

    /// <summary>Records of all three kinds, one in ten of them deleted.</summary>
    public static Gen<ClinicRecord> Any { get; } = Gen.Frequency((2, Of(Procedures)), (3, Of(Findings)), (3, Of(Scores)));

    /// <summary>Sessions, none of them deleted.</summary>
    public static Gen<NeedlingProcedure> NeedlingProcedures { get; } = EachFullness(Procedures);

    /// <summary>Findings, none of them deleted.</summary>
    public static Gen<ContraindicationFinding> ContraindicationFindings { get; } = EachFullness(Findings);

    /// <summary>Scores, none of them deleted.</summary>
    public static Gen<PainScore> PainScores { get; } = EachFullness(Scores);

    private static Gen<NeedlingProcedure> Procedures(Given given) =>
        new GeneratedProcedures(given, new(given)).Any.SelectMany(record => Header(given).Select(header => (NeedlingProcedure)header(record)));

    private static Gen<ContraindicationFinding> Findings(Given given) =>
        new GeneratedFindings(given, new(given)).Any.SelectMany(record => Header(given).Select(header => (ContraindicationFinding)header(record)));

    private static Gen<PainScore> Scores(Given given) =>
        new GeneratedScores(given, new(given)).Any.SelectMany(record => Header(given).Select(header => (PainScore)header(record)))
            .Where(score => score.Baseline is null || score.Baseline != score.Id);

    private static Gen<T> EachFullness<T>(Func<Given, Gen<T>> kind) => Gen.Frequency([.. Fullness.Select(f => (f.Often, kind(f.Given)))]);

    private static Gen<ClinicRecord> Of<T>(Func<Given, Gen<T>> kind)
        where T : ClinicRecord, new() => Gen.Select(EachFullness(kind), Gen.Int[0, 19], (record, n) => n switch
        {
            0 => (ClinicRecord)(record with { Deleted = true }),
            1 => Bare(record),
            _ => record,
        });

    private static Gen<Func<ClinicRecord, ClinicRecord>> Header(Given given) => Gen.Select(
        GeneratedTexts.RecordId, Gen.Frequency((5, Gen.Long[1, 9]), (1, Pick.Of(1L, long.MaxValue, 9_007_199_254_740_993))),
        GeneratedTimes.Instant, GeneratedParts.Identifier, given.Maybe(GeneratedParts.Identifier),
        (id, version, changed, patient, encounter) => (Func<ClinicRecord, ClinicRecord>)(record => record with
        {
            Id = id,
            Version = version,
            LastChanged = changed,
            Patient = patient,
            Encounter = encounter,
        }));

    // What was taken back, with nothing but what every record has.
    private static T Bare<T>(T of)
        where T : ClinicRecord, new() => new()
        {
            Id = of.Id,
            Version = of.Version,
            LastChanged = of.LastChanged,
            Patient = of.Patient,
            Encounter = of.Encounter,
            Deleted = true,
        };
}
