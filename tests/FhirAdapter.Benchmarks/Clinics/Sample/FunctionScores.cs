using FhirAdapter.Records.NeedlingProcedures;
using FhirAdapter.Records.PainScores;

namespace FhirAdapter.Benchmarks.Clinics.Sample;

/// <summary>What else is measured: the complaint's instruments at the first visit and at discharge, and at discharge what the patient makes of it all.</summary>
internal sealed class FunctionScores(SampleBook book, SamplePatient patient, ScoreNotes notes)
{
    private readonly List<PainScore> _first = [];

    public IEnumerable<PainScore> AtFirst(NeedlingProcedure session)
    {
        foreach (var instrument in patient.Complaint.Instruments)
        {
            var score = Measure(instrument, "before", 0, 6) with { Procedure = session.Id };
            _first.Add(score);
            yield return score;
        }
    }

    public IEnumerable<PainScore> AtDischarge()
    {
        var last = patient.Visits - 1;
        foreach (var first in _first)
        {
            var score = Measure(first.Instrument!, "discharge", last, 2);
            yield return score with { Baseline = first.Id, Change = score.Value - first.Value };
        }

        yield return Discharge("pgic") with { Answer = Impression() };
        yield return Discharge("satisfaction") with { Value = book.Dice.Between(4, 10), Unit = "{score}" };
    }

    private string Impression() => (patient.Number % 20) switch
    {
        5 => "minimally-worse",
        11 => "much-worse",
        16 => "very-much-worse",
        _ => book.Dice.Of("very-much-improved", "much-improved", "much-improved", "minimally-improved", "no-change"),
    };

    private PainScore Discharge(string instrument) =>
        notes.Write(patient, "discharge", patient.Moment(patient.Visits - 1, 50), patient.Visits - 1) with { Instrument = instrument, BodySite = null };

    private PainScore Measure(string instrument, string phase, int visit, int level)
    {
        var score = notes.Write(patient, phase, patient.Moment(visit, phase == "before" ? 2 : 50), visit) with { Instrument = instrument };
        return instrument switch
        {
            "peg" => FunctionItems.Peg(score, level, book.Dice),
            "psfs" => FunctionItems.Psfs(score, 10 - level, 1 + (patient.Number % 5), book.Dice),
            "ndi" when patient.Number % 16 == 8 => score with { Value = level * 8, Unit = "%" },
            "ndi" => score with { Value = (level * 4) + book.Dice.Between(0, 4), Unit = "{score}" },
            "oswestry" => score with { Value = level * 6, Unit = "%" },
            "pressure-pain-threshold" => Pressure(score, level),
            "sleep" or "mood" => score with { Value = level, Unit = "{score}", BodySite = null },
            "muscle-tension" => score with { Value = level, Unit = "{score}", AnsweredBy = "practitioner" },
            _ => score with { Value = Degrees(instrument, level), Unit = "deg", AnsweredBy = "practitioner" },
        };
    }

    private PainScore Pressure(PainScore score, int level)
    {
        var kilograms = 5m - (level * 0.45m);
        var (value, unit) = (patient.Number / 8 % 3) switch
        {
            0 => (kilograms, "kgf/cm2"),
            1 => (decimal.Round(kilograms * 98.0665m, 0), "kPa"),
            _ => (decimal.Round(kilograms * 9.80665m, 1), "N/cm2"),
        };
        return score with { Value = value, Unit = unit, AnsweredBy = "practitioner" };
    }

    private decimal Degrees(string instrument, int level)
    {
        var full = instrument switch
        {
            "shoulder-flexion-active" or "shoulder-abduction-active" => 170,
            "shoulder-flexion-passive" or "shoulder-abduction-passive" => 180,
            "cervical-lateral-flexion" => 45,
            "cervical-flexion" or "cervical-extension" => 60,
            _ => 80,
        };
        return full - (full * level / 16) - book.Dice.Between(0, 5);
    }
}
