using FhirAdapter.Records;
using FhirAdapter.Records.PainScores;

namespace FhirAdapter.Tests.Records;

/// <summary>Scores of the instruments that are not like the others, each in its own unit and form; and a score taken back.</summary>
internal static class ScoreSituations
{
    public static PainScore Faces { get; } = Score("PS-51", "faces") with { Value = 6m, Unit = "{score}" };

    public static PainScore NeckDisabilityRaw { get; } = Score("PS-52", "ndi") with { Value = 19m, Unit = "{score}" };

    public static PainScore NeckDisabilityPercent { get; } = Score("PS-53", "ndi") with { Value = 38m, Unit = "%" };

    public static PainScore PressureThreshold { get; } = Score("PS-54", "pressure-pain-threshold") with
    {
        Value = 245.17m,
        Unit = "kPa",
        BodySite = new() { Code = "trapezius", Part = "upper", Side = "right" },
        AnsweredBy = "practitioner",
        Practitioner = new() { Role = "physiotherapist" },
    };

    public static PainScore ShoulderFlexion { get; } = Score("PS-55", "shoulder-flexion-active") with { Value = -5m, Unit = "deg", BodySite = new() { Code = "shoulder", Side = "left" } };

    public static PainScore PatientSpecific { get; } = Score("PS-56", "psfs") with
    {
        Value = 3.5m,
        Unit = "{score}",
        Items = [new() { Code = "activity-1", Value = 4m, Text = "Tying shoes" }, new() { Code = "activity-2", Value = 3m, Text = "Violin" }],
        AnsweredBy = "patient",
    };

    public static PainScore GlobalImpression { get; } = Score("PS-57", "pgic") with { Phase = "discharge", Answer = "much-improved", AnsweredBy = "patient" };

    public static PainScore NotPerformed { get; } = Score("PS-58", "flacc") with { AbsentReason = "not-performed", Note = "Child asleep" };

    public static PainScore NoTwitches { get; } = Score("PS-59", "twitch-count") with { Phase = "during", Value = 0m, Unit = "{twitch}", Procedure = "DN-2026-0417" };

    public static PainScore DeletedScore { get; } = Score("PS-60", "mood") with { Version = 2, Deleted = true, Value = 10m, Unit = "{score}", Baseline = "PS-1", Change = 0m };

    private static PainScore Score(string id, string instrument) => new()
    {
        Id = id,
        Version = 1,
        LastChanged = new(2026, 11, 20, 18, 0, 0, TimeSpan.FromHours(1)),
        Patient = new() { System = "urn:oid:1.2.3", Value = "P-7" },
        Instrument = instrument,
        Phase = "before",
        When = ClinicTime.At(new(2026, 11, 20, 17, 0, 0, TimeSpan.FromHours(1))),
    };
}
